"""Turns an expected trouble into a page or an answer with one sentence, and keeps values out of the log."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from waymeet.config import limits
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotAllowed, NotFound, Plain, TooMany

STATUS = {
    NotAllowed: HTTPStatus.FORBIDDEN,
    CannotOpen: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    BadInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooMany: HTTPStatus.TOO_MANY_REQUESTS,
}


def status_of(trouble: Plain) -> int:
    return next((status for kind, status in STATUS.items() if isinstance(trouble, kind)), HTTPStatus.BAD_REQUEST)


def headers_of(trouble: Plain) -> dict[str, str]:
    return {"Retry-After": str(trouble.seconds)} if isinstance(trouble, TooMany) else {}


def in_one_sentence(trouble: Plain) -> JsonResponse:
    """What a phone is answered."""
    told = {"sentence": str(trouble.sentence)} | ({"reason": trouble.reason} if trouble.reason else {})
    return JsonResponse(told, status=status_of(trouble), headers=headers_of(trouble))


def shown_once(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """For whoever comes back to the answer of a form: browsers forget what was sent (design/once.js), so it is gone."""
    sentence = _("What stood here was shown once. Nothing was sent again.")
    said = render(request, "trouble.html", {"sentence": sentence}, status=answer.status_code)
    said["Allow"] = answer["Allow"]
    return said


class TroublesMiddleware:
    """A `Plain` raised anywhere below a view becomes its sentence on a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET" and not answer.content:
            return shown_once(request, answer)
        return answer

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """What strangers may ask is counted here, where a refusal can be shown as a page like any other."""
        try:
            limits.check(request)
        except TooMany as trouble:
            return self.process_exception(request, trouble)
        return None

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        if not isinstance(trouble, Plain):
            return None
        answer = render(request, "trouble.html", {"sentence": trouble.sentence}, status=status_of(trouble))
        for name, value in headers_of(trouble).items():
            answer[name] = value
        return answer


class NoValues(logging.Filter):
    """Keeps the kind and place of an error and drops its text: messages of database errors quote values."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.msg, record.args = f"{where(record.exc_info[1])}", ()
            record.exc_info = record.exc_text = None
        elif record.name.startswith("django.request"):
            record.msg, record.args = f"answered {getattr(record, 'status_code', '?')}", ()
        elif record.name.startswith("django.security"):
            record.msg, record.args = "a request was refused", ()
        return True


def where(error: BaseException) -> str:
    """`ValueError at waymeet/care/naloxone/services.py:41 in open_pool` and so on down the stack, without values."""
    places, step = [], error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if "waymeet" in code.co_filename:
            places.append(f"{code.co_filename.rpartition('waymeet/')[2]}:{step.tb_lineno} in {code.co_name}")
        step = step.tb_next
    return f"{type(error).__name__} at {' < '.join(reversed(places)) or 'a library'}"
