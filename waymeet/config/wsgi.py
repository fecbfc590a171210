"""The web application, as a server loads it. A batch that a phone hands in takes the short way."""

import base64
import io
import os
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymeet.config.settings")

import msgspec
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from waymeet.config.edges import quickly

HAND_IN = "/field/organizing/hand-in"
JSON = "application/json; charset=utf-8"

desk_and_phones = get_wsgi_application()
EDGES = quickly()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Everything goes through Django. So does a hand-in, unless it is an ordinary one."""
    answer = hand_in_quickly(environ) if environ["PATH_INFO"] == HAND_IN and "organizing" in settings.SIDES else b""
    if not answer:
        return desk_and_phones(environ, start_response)
    start_response("200 OK", [("Content-Type", JSON), ("Content-Length", str(len(answer))), *EDGES])
    return [answer]


def hand_in_quickly(environ: dict[str, Any]) -> bytes:
    """The receipt as JSON; b"" where anything is out of the ordinary, which Django then answers in full.

    After an evening dozens of phones hand in at once, and about a seventh of a batch's time went into the way to its
    service and back. To hand in twice is safe, so whatever fails here is simply asked again.
    """
    from waymeet.organizing.canvass.services.hand_in import hand_in

    try:
        size = int(environ["CONTENT_LENGTH"])
        if environ["REQUEST_METHOD"] != "POST" or size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return b""
        raw = environ["wsgi.input"].read(size)
        environ["wsgi.input"] = io.BytesIO(raw)
        signature = base64.b64decode(environ["HTTP_WAYMEET_SIGNATURE"], validate=True)
        return msgspec.json.encode(hand_in(raw=raw, signature=signature))
    except Exception:  # noqa: BLE001 - see above
        return b""


if (
    os.environ.get("WAYMEET_DAILY") == "1"
):  # said by `waymeet run` and `waymeet serve`, so that a test or a tool runs none
    from waymeet.keeping.daily import Daily

    Daily().start()
