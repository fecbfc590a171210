"""A file that is going to be sealed never touches the disk unsealed: it is taken in memory, or refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

MOST_BODY = 11 * 1024 * 1024  # a file of 10 MB and the form around it


class OnlyInMemory(MemoryFileUploadHandler):
    """Django would write what is larger than 2.5 MB to a temporary file, in the clear. Here it is dropped instead."""

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        self.activated = content_length <= MOST_BODY


def in_memory(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Outermost: the way a file is taken has to be said before anything reads the form, the CSRF check too."""
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def taken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [OnlyInMemory(request)]
        return checked(request, *args, **kwargs)

    return taken
