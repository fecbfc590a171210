"""A survey for whoever stands before the poster or the tablet: no account, no cookie, no program in the browser."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from waymeet.care.questions import services
from waymeet.care.questions.forms import Sheet
from waymeet.design import outside
from waymeet.kernel.errors import NotFound
from waymeet.kernel.policy import anybody


@csrf_exempt
@anybody("Whoever is asked has no account and gives no name; the poster's code stands in a sign-in's place.")
@never_cache
def answer(request: HttpRequest, survey_id: UUID, code: str) -> HttpResponse:
    """A form needs no token: the code cannot be guessed, and nobody is signed in. Rendered without the request."""
    language = outside.language_of(request)
    with override(language):
        try:
            survey = services.survey_behind(survey_id, code)
        except NotFound:
            page = render_to_string("questions/public_missing.html", {"language": language})
            return HttpResponse(page, status=HTTPStatus.NOT_FOUND)
        posted = request.POST if request.method == "POST" and "switch" not in request.POST else None
        form = Sheet(survey, posted)
        done = form.is_valid()
        if done:
            services.answer(survey_id=survey_id, code=code, given=form.given())
        said = {"survey": survey, "form": form, "done": done, "language": language, "here": request.path}
        page = render_to_string("questions/public.html", said)
    return HttpResponse(page, status=HTTPStatus.UNPROCESSABLE_ENTITY if posted is not None and not done else 200)
