"""A file that must not lie on the disk, because it is sealed or read and dropped, is taken in memory, or refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

MB = 1024 * 1024


class OnlyInMemory(MemoryFileUploadHandler):
    """Django would write what is larger than 2.5 MB to a temporary file, in the clear. Here it is dropped instead."""

    most = 0

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        self.activated = content_length <= self.most


def in_memory(*, most: int) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Outermost: the way a file is taken has to be said before anything reads the form, the CSRF check too.

    `most`: megabytes of the largest file; the form around it may have one more.
    """

    def outermost(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        checked = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def taken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            handler = OnlyInMemory(request)
            handler.most = (most + 1) * MB
            request.upload_handlers = [handler]
            return checked(request, *args, **kwargs)

        return taken

    return outermost
