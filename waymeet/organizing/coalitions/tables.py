"""The tables of coalitions and demands: the page and the file show the same."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waymeet.design.tables import Cell, Column, Table
from waymeet.organizing.coalitions import rules
from waymeet.organizing.coalitions.models import Demand, Official, Outcome, Pledge
from waymeet.organizing.coalitions.queries import Kept, Stands
from waymeet.organizing.coalitions.queries_demands import Aimed
from waymeet.organizing.coalitions.queries_officials import Sum, Talked

STATES = {"ongoing": "waiting", "won": "good", "partly": "caution", "lost": "stop"}
TONES = {1: "good", 2: "good", 3: "caution", 4: "stop", 5: "stop"}


def coalitions(lines: Iterable[tuple[Any, int]]) -> Table:
    rows = [
        [Cell(row.name, link=reverse("coalitions:coalition", args=[row.pk])), row.wants, count] for row, count in lines
    ]
    columns = [Column(_("Coalition")), Column(_("What it wants")), Column(_("Organizations"), counts=True)]
    return Table("coalitions", _("Coalitions"), columns, rows, empty=_("No coalition yet."), stacks=True)


def demands(lines: Iterable[tuple[Demand, Outcome | None, rules.Votes]]) -> Table:
    rows = []
    for row, state, votes in lines:
        name = Cell(row.what, link=reverse("coalitions:demand", args=[row.pk]))
        how = Cell(state.state, state.get_state_display(), tone=STATES[state.state]) if state else ""
        rows.append([name, row.campaign, how, in_words(votes)])
    columns = [Column(_("Demand")), Column(_("Campaign")), Column(_("How it stands")), Column(_("Votes"))]
    return Table("demands", _("Demands"), columns, rows, empty=_("No demand yet."), stacks=True)


def in_words(votes: rules.Votes) -> str:
    """32 needed: 18 yes, 9 swing, 5 no, 31 not known."""
    if not (votes.yes or votes.swing or votes.no or votes.unknown):
        return _("nobody who decides is named yet")
    said = _("%(yes)d yes, %(swing)d swing, %(no)d no, %(unknown)d not known") % vars(votes)
    return _("%(needed)d needed: %(said)s") % {"needed": votes.needed, "said": said} if votes.needed else said


def kept(one: Kept) -> str:
    return _("%(delivered)d of %(promised)d") % {"delivered": one.delivered, "promised": one.promised}


def standings(name: str, every: Sequence[Stands]) -> Table:
    rows = []
    for one in every:
        row = one.row
        group = Cell(row.group.name, link=reverse("coalitions:standing", args=[row.pk]))
        tier = Cell(row.tier, row.get_tier_display())
        if row.left_on:
            tier = Cell("left", _("left on %(day)s") % {"day": row.left_on.isoformat()}, tone="closed")
        speak = ", ".join(_delegate(each) for each in one.delegates if each.until is None)
        rows.append([group, tier, row.mou_on.isoformat() if row.mou_on else "", speak,
                     kept(one.kept) if one.kept.promised else "", one.kept.open])  # fmt: skip
    means = _(
        "Of what was promised and is past its day or settled, how much came. More than promised counts as promised."
    )
    columns = [Column(_("Organization")), Column(_("How close")), Column(_("Agreement signed on"), short=True),
               Column(_("Who speaks for it")), Column(_("Kept"), short=True, means=means),
               Column(_("Promises open"), counts=True)]  # fmt: skip
    empty = _("No organization yet.")
    return Table("coalition", name, columns, rows, empty=empty, stacks=True)


def _delegate(one: Any) -> str:
    return " · ".join(part for part in (one.contact.called if one.contact else "", one.called) if part)


def pledges(every: Sequence[Pledge]) -> Table:
    rows = []
    for one in every:
        what = Cell(one.what, link=reverse("coalitions:settle", args=[one.pk]))
        came = Cell("", _("open"), tone="waiting")
        if one.delivered is not None:
            came = Cell(one.delivered, tone="good" if one.delivered >= one.promised else "caution")
        rows.append([what, one.get_kind_display(), one.promised, one.due.isoformat(), came])
    columns = [Column(_("What was promised")), Column(_("What kind")), Column(_("How many"), counts=True),
               Column(_("By when"), short=True), Column(_("Came"), counts=True)]  # fmt: skip
    return Table("pledges", _("Promises"), columns, rows, empty=_("No promise yet."), stacks=True)


def aimed(every: Sequence[Aimed]) -> Table:
    """What the power map shows, in words."""
    rows = []
    for one in every:
        row, now = one.row, one.now
        name = Cell(row.official.name, link=reverse("coalitions:target", args=[row.pk]))
        stands = Cell("", _("not known"))
        if now is not None:
            stands = Cell(now.value, now.get_value_display(), tone=TONES[now.value])
        checked = Cell("yes", _("yes"), tone="good") if now and now.verified_by else Cell("no", _("no"))
        next_ = " · ".join(part for part in (row.next_ask, row.next_on.isoformat() if row.next_on else "") if part)
        ask = Cell(next_, tone="caution") if one.late else next_
        rows.append([name, one.office, row.get_role_display(), row.power, stands, checked if now else "", ask])
    columns = [Column(_("Who decides")), Column(_("Office")), Column(_("What they can do")),
               Column(_("How much they decide"), counts=True), Column(_("Where they stand")),
               Column(_("Verified")), Column(_("What we ask next"))]  # fmt: skip
    return Table("power-map", _("Who decides, in words"), columns, rows, empty=_("Nobody is named yet."), stacks=True)


def officials(lines: Iterable[tuple[Official, str]]) -> Table:
    rows: list[list[Any]] = []
    for row, office in lines:
        state = Cell("", "")
        if row.absent_on:
            state = Cell("absent", _("not in the newest file"), tone="caution")
        elif not office:
            state = Cell("ended", _("not in office any more"), tone="closed")
        rows.append([Cell(row.name, link=reverse("coalitions:official", args=[row.pk])), office, row.party, state])
    columns = [Column(_("Name")), Column(_("Office")), Column(_("Party")), Column(_("State"))]
    return Table("officials", _("Public officials"), columns, rows, empty=_("Nobody was found."), stacks=True)


def talks(every: Sequence[Talked]) -> Table:
    rows = [
        [
            one.row.day.isoformat(),
            one.row.official.name,
            one.row.demand.what if one.row.demand else "",
            one.organizer,
            one.row.get_how_display(),
            Cell(one.row.kind, one.row.get_kind_display()),
            "" if one.row.minutes is None else one.row.minutes,
            "" if one.row.cost is None else one.row.cost,
        ]
        for one in every
    ]
    columns = [Column(_("Day"), short=True), Column(_("Official")), Column(_("Demand")), Column(_("Who of us")),
               Column(_("How")), Column(_("Kind")), Column(_("Paid minutes"), counts=True),
               Column(_("Cost in dollars"), counts=True)]  # fmt: skip
    return Table("talks", _("Every talk"), columns, rows, empty=_("No talk is written down yet."), stacks=True)


def sums(every: Sequence[Sum]) -> Table:
    rows = [[str(one.year), one.kind, one.talks, one.minutes, one.cost] for one in every]
    columns = [Column(_("Year")), Column(_("Kind")), Column(_("Talks"), counts=True),
               Column(_("Paid minutes"), counts=True), Column(_("Cost in dollars"), counts=True)]  # fmt: skip
    return Table("sums", _("In a year"), columns, rows, stacks=True)
