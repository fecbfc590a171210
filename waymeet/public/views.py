"""The public site: opens released files and nothing else. No database, no sign-in, no script."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from waymeet.kernel.policy import anybody
from waymeet.public import pages
from waymeet.reports.release import published
from waymeet.reports.release.published import NotAsReleased

View = Callable[..., HttpResponse]
PUBLIC = "The public site: released files, and nothing else."


def speaks(view: View) -> View:
    """The address says the language. A release that is not as it was released is not shown, and that is said."""

    @wraps(view)
    def speaking(request: HttpRequest, language: str, **kwargs: Any) -> HttpResponse:
        with override(language):
            try:
                return view(request, language, **kwargs)
            except FileNotFoundError:
                return _page("public/missing.html", language, {}, HTTPStatus.NOT_FOUND)
            except NotAsReleased:
                return _page("public/unsound.html", language, {}, HTTPStatus.INTERNAL_SERVER_ERROR)

    return anybody(PUBLIC)(require_safe(speaking))


def _page(template: str, language: str, shown: dict[str, Any], status: int = HTTPStatus.OK) -> HttpResponse:
    """Rendered without the request, so that no page can ask who is looking."""
    other = "en" if language == "es" else "es"
    return HttpResponse(render_to_string(template, {"language": language, "other": other, **shown}), status=status)


@anybody(PUBLIC)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """In the reader's language."""
    return redirect("public:list", "es" if (get_language() or "").startswith("es") else "en")


@speaks
def releases(request: HttpRequest, language: str) -> HttpResponse:
    lines = pages.index_lines(published.read_index(settings.RELEASED_DIR), language)
    return _page("public/list.html", language, {"lines": lines})


@speaks
def release(request: HttpRequest, language: str, release_id: UUID) -> HttpResponse:
    contents = published.read(_folder(release_id))
    notice = published.read_notice(settings.RELEASED_DIR, release_id)
    template = "public/release.html" if notice is None or notice.keeps_numbers else "public/withdrawn.html"
    return _page(template, language, {"page": pages.release_page(contents, notice, language)})


@speaks
def chart(request: HttpRequest, language: str, release_id: UUID) -> HttpResponse:
    return _file(release_id, published.CHART_FILES[language], "image/svg+xml")


@anybody(PUBLIC)
@require_safe
def table(request: HttpRequest, release_id: UUID) -> HttpResponse:
    return _download(release_id, published.TABLE_FILE, "text/csv; charset=utf-8")


@anybody(PUBLIC)
@require_safe
def signed(request: HttpRequest, release_id: UUID) -> HttpResponse:
    return _download(release_id, published.RELEASE_FILE, "application/json")


def _download(release_id: UUID, name: str, kind: str) -> HttpResponse:
    try:
        answer = _file(release_id, name, kind)
    except FileNotFoundError:
        return _page("public/missing.html", "en", {}, HTTPStatus.NOT_FOUND)
    except NotAsReleased:
        return _page("public/unsound.html", "en", {}, HTTPStatus.INTERNAL_SERVER_ERROR)
    answer["Content-Disposition"] = f'attachment; filename="waymeet-{release_id}-{name}"'
    return answer


def _file(release_id: UUID, name: str, kind: str) -> HttpResponse:
    """A file of a release as it lies there, after checking that it is what was released and may still be shown."""
    folder = _folder(release_id)
    published.read(folder)
    notice = published.read_notice(settings.RELEASED_DIR, release_id)
    if notice and not notice.keeps_numbers:
        raise FileNotFoundError
    answer = HttpResponse((folder / name).read_bytes(), content_type=kind)
    answer["Cache-Control"] = "public, max-age=600"  # so short because a release can be withdrawn
    return answer


def _folder(release_id: UUID) -> Path:
    folder: Path = settings.RELEASED_DIR / str(release_id)
    if not folder.is_dir():
        raise FileNotFoundError
    return folder
