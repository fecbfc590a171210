"""The page that shows every component, so that nobody has to guess."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from waymeet.design import tables
from waymeet.design.forms import Specimen
from waymeet.kernel import wording
from waymeet.kernel.policy import anybody

COLOURS = (
    "paper", "surface", "sunk", "ink", "ink-soft", "line", "organizing", "organizing-wash", "care", "care-wash",
    "diversion", "diversion-wash", "consent", "consent-wash", "good", "good-wash", "caution", "caution-wash", "stop",
    "stop-wash", "news", "news-wash", "sun", "focus",
)  # fmt: skip


@anybody("It shows how pages are made and holds nothing.")
def page(request: HttpRequest) -> HttpResponse:
    """Every component on one page."""
    table = specimen_table()
    if request.GET.get("format") == "csv":
        return tables.download(table)
    form = Specimen({"street": "", "doors": "0", "language": "en", "places": "2"})
    return render(request, "design/page.html", {"table": table, "form": form, "colours": COLOURS})


@require_POST
@anybody("It reads the words it is given, keeps nothing, and answers with a list of ours.")
def words(request: HttpRequest) -> HttpResponse:
    """Beside a line of free words: what a participant would rather read. A hint, and nothing waits for it."""
    text = request.POST.get(request.POST.get("words_of", ""), "")
    language = get_language() or "en"
    found = {hint.word.lower(): (hint.word, hint.instead(language)) for hint in wording.hints(text)}
    return render(request, "ui/words.html", {"hints": list(found.values())})


def specimen_table() -> tables.Table:
    return tables.Table(
        name="specimen",
        caption=_("A table says what it holds"),
        columns=[
            tables.Column(pgettext("one of them", "Turf")),
            tables.Column(_("State")),
            tables.Column(_("Attempts"), counts=True, means=_("Every door somebody went to, whatever came of it.")),
            tables.Column(_("Contact rate"), counts=True, means=_("Contacts divided by attempts.")),
        ],
        rows=[
            ["1-01", tables.Cell("out", _("out"), tone="out"), 48, "29 %"],
            ["1-02", tables.Cell("back", _("handed in"), tone="good"), 51, "18 %"],
        ],
    )
