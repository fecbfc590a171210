"""Serves the phone app as it was built: a closed set of files, the service worker among them."""

import mimetypes

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views.decorators.gzip import gzip_page

from waymeet.kernel.errors import NotFound
from waymeet.kernel.policy import anybody

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@anybody("The phone app as it was built: the same files for everybody.")
@gzip_page  # people pay for their data; nothing secret is in these files
def app(request: HttpRequest, name: str) -> HttpResponseBase:
    """One built file. Files under assets/ carry their hash in their name and never change."""
    root = settings.FIELD_BUILD.resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        raise NotFound
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if path.suffix == ".webmanifest":
        kind = "application/manifest+json"
    response = FileResponse(path.open("rb"), content_type=kind)
    response["Cache-Control"] = FOR_EVER if name.startswith("assets/") else ASK_AGAIN
    return response
