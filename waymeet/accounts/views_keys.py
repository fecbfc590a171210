"""Team keys: which there are, changing one, printing sheets of one, getting one back from sheets."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from waymeet.accounts import ceremony, key_queries
from waymeet.accounts.access import DeskRequest, confirmed, may, signed_in
from waymeet.accounts.forms_keys import Members, PrintSheets, TypeSheet
from waymeet.accounts.models import TeamKey
from waymeet.accounts.roles import May
from waymeet.design import tables
from waymeet.kernel import key_sheets
from waymeet.kernel.errors import Plain


@may(May.HOLD_TEAM_KEYS)
def team_keys(request: DeskRequest) -> HttpResponse:
    """Every key of every team one is on; as a spreadsheet too."""
    teams = key_queries.keys_of(request.person)
    asked = request.GET.get("format") == "csv"
    if asked:
        return tables.download(keys_table([line for team in teams for line in _rows(team)], name="team-keys"))
    shown = [(team, keys_table(_rows(team), name=f"keys-{team.team}", caption=_("Keys"))) for team in teams]
    return render(request, "accounts/team_keys.html", {"teams": shown})


def _rows(team: key_queries.TeamLines) -> list[list[object]]:
    return [[team.words, *_cells(line)] for line in team.lines]


def _cells(line: key_queries.EpochLine) -> list[object]:
    sheets = "; ".join(
        _("%(needed)d of %(among)d, %(day)s") % {"needed": s.needed, "among": s.among, "day": s.printed_on.isoformat()}
        for s in line.sheets
    )
    end = line.destroyed_on or line.destroy_on
    state = tables.Cell("in use", _("in use"), tone="good") if line.now else tables.Cell("older", _("older"))
    if line.destroyed_on:
        state = tables.Cell("destroyed", _("destroyed"), tone="closed")
    name = tables.Cell(line.epoch, tone="")
    holders = ", ".join(line.holders) or _("nobody")
    return [name, state, line.made_on.isoformat(), holders, sheets or _("none"), end.isoformat() if end else _("never")]


def keys_table(rows: list[list[object]], *, name: str, caption: object = "") -> tables.Table:
    """On the page each team has its own table, under its own heading; the spreadsheet has them all in one."""
    words = [_("Team"), _("Key"), _("State"), _("Since"), _("Who holds it"), _("Sheets"), _("Destroyed on")]
    with_team = not caption
    return tables.Table(
        name=name,
        caption=caption or _("Team keys"),
        columns=[tables.Column(each) for each in (words if with_team else words[1:])],
        rows=rows if with_team else [row[1:] for row in rows],
        empty=_("This team has no key yet. It gets one when something is sealed to it."),
        stacks=True,
    )


@require_POST
@may(May.HOLD_TEAM_KEYS)
@confirmed
def change(request: DeskRequest, team: str) -> HttpResponse:
    ceremony.change_key(team=team, by=request.person)
    messages.success(request, _("The team has a new key. What is sealed from now on opens only with it."))
    return redirect("accounts:team_keys")


@may(May.HOLD_TEAM_KEYS)
@confirmed
@never_cache
def sheets(request: DeskRequest, team: str) -> HttpResponse:
    """How many sheets; the answer shows them, and nothing else ever does."""
    ceremony.check_member(request.person, team)
    form = PrintSheets(request.POST if request.method == "POST" else None, initial={"needed": 2, "among": 3})
    shown = {"form": form, "team": key_queries.TEAM_WORDS[team]}
    if request.method == "POST" and form.is_valid():
        try:
            printed = ceremony.print_sheets(team=team, by=request.person, keyring=request.keyring, **form.cleaned_data)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
        else:
            return render(request, "accounts/sheets.html", {**shown, "printed": printed})
    return render(request, "accounts/sheets_choose.html", shown, status=422 if form.errors else 200)


@sensitive_post_parameters()
@may(May.HOLD_TEAM_KEYS)
@confirmed
@never_cache
def use(request: DeskRequest, team: str, epoch: str) -> HttpResponse:
    """Sheet by sheet; when there are enough, who gets the key."""
    ceremony.check_member(request.person, team)
    key = ceremony.key_with_sheets(team, epoch)
    if request.method != "POST":
        return _next_sheet(request, key, [], TypeSheet())
    try:
        held = ceremony.in_hand(
            request.POST.get("in_hand", ""), team=team, epoch=epoch, by=request.person, keyring=request.keyring
        )
    except Plain as trouble:
        return _next_sheet(request, key, [], TypeSheet(), str(trouble.sentence))
    return _give(request, key, held) if _enough(held) else _one_more(request, key, held)


def _enough(held: list[key_sheets.Sheet]) -> bool:
    return bool(held) and len(held) >= held[0].needed


def _one_more(request: DeskRequest, key: TeamKey, held: list[key_sheets.Sheet]) -> HttpResponse:
    form = TypeSheet(request.POST)
    if not form.is_valid():
        return _next_sheet(request, key, held, form)
    try:
        held = [*held, key_sheets.read(form.cleaned_data["words"], held)]
    except Plain as trouble:
        form.add_error("words", str(trouble.sentence))
        return _next_sheet(request, key, held, form)
    if not _enough(held):
        return _next_sheet(request, key, held, TypeSheet())
    try:
        ceremony.check_sheets(held, key)
    except Plain as trouble:
        return _next_sheet(request, key, [], TypeSheet(), str(trouble.sentence))
    return _choose_members(request, key, held, Members(key_queries.members(key.team)))


def _give(request: DeskRequest, key: TeamKey, held: list[key_sheets.Sheet]) -> HttpResponse:
    form = Members(key_queries.members(key.team), request.POST)
    if not form.is_valid():
        return _choose_members(request, key, held, form)
    named = [UUID(member) for member in form.cleaned_data["members"]]
    given = ceremony.use_sheets(team=key.team, epoch=key.epoch, sheets=held, members=named, by=request.person)
    words = ngettext("%(n)d member holds the key again. Everybody on the team is told.",
                     "%(n)d members hold the key again. Everybody on the team is told.", given)  # fmt: skip
    messages.success(request, words % {"n": given})
    return redirect("accounts:team_keys")


def _next_sheet(
    request: DeskRequest, key: TeamKey, held: list[key_sheets.Sheet], form: TypeSheet, trouble: str = ""
) -> HttpResponse:
    more = {"form": form, "next_number": len(held) + 1, "trouble": trouble}
    return _asked(request, key, held, more, failed=bool(form.errors or trouble))


def _choose_members(request: DeskRequest, key: TeamKey, held: list[key_sheets.Sheet], form: Members) -> HttpResponse:
    return _asked(request, key, held, {"form": form, "choosing": True}, failed=bool(form.errors))


def _asked(
    request: DeskRequest, key: TeamKey, held: list[key_sheets.Sheet], more: dict[str, object], *, failed: bool
) -> HttpResponse:
    person, keyring = request.person, request.keyring
    carried = ""
    if held:
        carried = ceremony.hold_in_hand(held, team=key.team, epoch=key.epoch, by=person, keyring=keyring)
    shown = {
        "team": key_queries.TEAM_WORDS[key.team],
        "epoch": key.epoch,
        "fingerprint": ceremony.fingerprint(bytes(key.public_key)),
        "numbers": [sheet.number for sheet in held],
        "needed": held[0].needed if held else None,
        "in_hand": carried,
        **more,
    }
    return render(request, "accounts/use_sheets.html", shown, status=422 if failed else 200)


@require_POST
@signed_in
def put_away(request: DeskRequest, notice_id: UUID) -> HttpResponse:
    ceremony.put_away(notice_id=notice_id, by=request.person)
    return redirect("home")
