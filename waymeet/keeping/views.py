"""Who did what, whether the record of it is whole, and the file an outside witness keeps."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, confirmed_download, may
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import May
from waymeet.design import tables
from waymeet.keeping import chains, queries, verbs, words
from waymeet.keeping.forms import MOST_BYTES, Asked, WitnessFile
from waymeet.kernel import audit_witness, clock
from waymeet.kernel.errors import BadInput

SHOWN, WRITTEN = 200, 100_000


@may(May.READ_AUDIT)
@confirmed_download
@never_cache
def who_did_what(request: DeskRequest) -> HttpResponse:
    """The newest lines of one room; the CSV has all that fit what was asked."""
    form = Asked(request.GET or {"database": queries.databases()[0]})
    asked = form.cleaned_data if form.is_valid() else {"database": queries.databases()[0]}
    as_csv = request.GET.get("format") == "csv"
    table = lines_table(asked, limit=WRITTEN if as_csv else SHOWN)
    if as_csv:
        return tables.download(table)
    rest = request.GET.copy()
    rest["format"] = "csv"
    shown = {"form": form, "table": table, "download": f"?{rest.urlencode()}"}
    return render(request, "keeping/who_did_what.html", shown, status=422 if form.errors else 200)


def lines_table(asked: dict[str, Any], *, limit: int) -> tables.Table:
    database = asked["database"]
    found = queries.lines(
        database, day=asked.get("day"), verb=asked.get("verb", ""), who=asked.get("who", ""), limit=limit
    )
    notes = [_("Only the newest %(n)d lines are shown; the file has all of them.") % {"n": limit}]
    headings = (_("Number"), _("Day"), _("Who"), _("What"), _("Which"), _("On what basis"))
    return tables.Table(
        name=f"who-did-what-{database}",
        caption=_("Who did what: %(room)s") % {"room": words.DATABASES[database]},
        columns=[tables.Column(heading, short=at == 1) for at, heading in enumerate(headings)],
        rows=[_row(line) for line in found],
        empty=_("Nobody did anything of this kind."),
        notes=notes if len(found) == limit else [],
        stacks=True,
    )


def _row(line: queries.Done) -> list[object]:
    words = {"": _("Waymeet itself"), str(OPERATOR.id): _("somebody at the command line")}
    who = tables.Cell(line.who, words=words.get(line.who))
    return [
        line.number,
        line.day.isoformat(),
        who,
        tables.Cell(line.verb, words=verbs.said(line.verb)),
        line.subject,
        line.basis,
    ]


@may(May.READ_AUDIT)
@never_cache
def is_it_whole(request: DeskRequest) -> HttpResponse:
    """Looks along every chain. A form below compares with what a witness kept."""
    return _whole(request, WitnessFile())


@require_POST
@may(May.READ_AUDIT)
@never_cache
def compare(request: DeskRequest) -> HttpResponse:
    """What a witness kept, held against this server: a sentence for each room."""
    form = WitnessFile(request.POST, request.FILES)
    if not form.is_valid():
        return _whole(request, form)
    try:
        kept = audit_witness.read(_text(form.cleaned_data["file"]))
    except BadInput as trouble:
        form.add_error("file", str(trouble.sentence))
        return _whole(request, form)
    return render(request, "keeping/compared.html", {"table": compared_table(audit_witness.compare(kept))})


def _text(file: Any) -> str:
    if file.size > MOST_BYTES:
        raise BadInput(_("This is not a witness's file."))
    return str(file.read().decode("utf-8", errors="replace"))


def _whole(request: HttpRequest, form: WitnessFile) -> HttpResponse:
    shown = {"table": whole_table(chains.check_all()), "form": form}
    return render(request, "keeping/whole.html", shown, status=422 if form.errors else 200)


def whole_table(found: dict[str, Any]) -> tables.Table:
    headings = (_("Room"), _("Lines"), _("Checkpoints"), _("Found"))
    return tables.Table(
        name="chains",
        caption=_("Every line of every room was looked at just now"),
        columns=[tables.Column(heading, counts=at in (1, 2)) for at, heading in enumerate(headings)],
        rows=[
            [words.DATABASES[name], one.lines, one.checkpoints, _found([words.fault(each) for each in one.faults])]
            for name, one in found.items()
        ],
        stacks=True,
    )


def _found(faults: list[str]) -> tables.Cell:
    return tables.Cell(" ".join(faults), tone="stop") if faults else tables.Cell(_("whole"), tone="good")


def compared_table(found: list[audit_witness.Compared]) -> tables.Table:
    return tables.Table(
        name="compared",
        caption=_("This server and the witness's file"),
        columns=[tables.Column(_("Room")), tables.Column(_("Compared"))],
        rows=[[words.DATABASES.get(one.database, one.database), words.verdict(one)] for one in found],
        stacks=True,
    )


@require_POST
@may(May.READ_AUDIT)
def witness_file(request: DeskRequest) -> HttpResponse:
    """Sign where every chain stands now, and hand the file over. It names no person and no thing."""
    chains.sign_all()
    text = audit_witness.written(audit_witness.extended({}))
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    name = f"waymeet-witness-{clock.today().isoformat()}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
