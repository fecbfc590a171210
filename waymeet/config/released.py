"""Template tags that show released numbers on any side's pages: read from the public files, never counted anew.

The rooms that use them hold only the address of a figure (a release, an area); this is where the two meet, so that no
side has to know of reports. A figure is shown as the public site shows it, hidden where it is hidden there.
"""

from typing import Any
from uuid import UUID

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from waymeet.reports.release import published
from waymeet.reports.release.published import AreaRow, Contents, NotAsReleased

register = template.Library()
EVERY_AREA = -1


@register.simple_tag
def released_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each release with its figures, the newest first: the key to keep, and what it says."""
    found = []
    for line in published.read_index(settings.RELEASED_DIR):
        contents = _shown(line.id)
        if contents is not None:
            figures = [(f"{line.id}:{row.number}", _words(row)) for row in contents.areas]
            found.append((_title(contents), [(str(line.id), _words(contents.totals_line(), every=True)), *figures]))
    return found


@register.inclusion_tag("ui/released.html")
def released_figure(release: UUID, area: int) -> dict[str, Any]:
    """One figure with the address of its public page; that it is gone where it was withdrawn."""
    contents = _shown(release)
    if contents is None:
        return {"gone": True}
    row = contents.totals_line() if area == EVERY_AREA else next((r for r in contents.areas if r.number == area), None)
    if row is None:
        return {"gone": True}
    return {
        "title": _title(contents),
        "words": _words(row, every=area == EVERY_AREA),
        "address": reverse("public:release", args=[_language(), release]),
    }


def _shown(release: UUID) -> Contents | None:
    """None for what is not there, is not as it was released, or was withdrawn."""
    try:
        notice = published.read_notice(settings.RELEASED_DIR, release)
        return None if notice else published.read(settings.RELEASED_DIR / str(release))
    except NotAsReleased:
        return None


def _language() -> str:
    return "es" if (get_language() or "").startswith("es") else "en"


def _title(contents: Contents) -> str:
    months = [published.month_words(month) for month in contents.months]
    time = months[0] if len(months) == 1 else _("%(first)s to %(last)s") % {"first": months[0], "last": months[-1]}
    return f"{contents.sentence.in_language(_language())} ({time})"


def _words(row: AreaRow, *, every: bool = False) -> str:
    where = _("Every area together") if every else published.area_words(row.number, row.name)
    return f"{where}: {_('hidden') if row.total is None else row.total}"
