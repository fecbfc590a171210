"""The directory for phones: one file, the same for everybody. Nobody signs in for it, and nobody is asked anything."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from waymeet.care.directory import pocket, queries
from waymeet.kernel import clock
from waymeet.kernel.policy import anybody


@lru_cache(maxsize=2)
def _made(day: str, _mark: str) -> bytes:
    return pocket.package(clock.today())


@anybody("The directory is public knowledge: the same file for everybody, and no cookie with it.")
@require_safe
def package(request: HttpRequest) -> HttpResponse:
    """Compressed JSON; answers "not changed" to whoever has it already."""
    data = _made(clock.today().isoformat(), queries.mark())
    tag = pocket.tag(data)
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(data, content_type="application/json")
        answer["Content-Encoding"] = "gzip"
    answer["ETag"] = tag
    answer["Cache-Control"] = "public, max-age=300"
    return answer
