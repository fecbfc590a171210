"""The ledger's tables, as pages and files show them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waymeet.design.tables import Cell, Column, Table
from waymeet.diversion.incidents import queries, replaying
from waymeet.diversion.incidents.models import Charge, Officer, Referral, RuleVersion
from waymeet.diversion.incidents.people import RACE_CHOICES, race_words
from waymeet.diversion.incidents.queries_sums import UNDER, Ledger, Sums
from waymeet.diversion.incidents.said import WhyNot
from waymeet.diversion.incidents.words import ELIGIBLE, TONES, amount_words, charge_words
from waymeet.kernel import clock

SEVERAL = "; "


def charges_in_words(told: queries.Told) -> str:
    lines = (f"{charge_words(one.charge)} {amount_words(one.tenths, one.charge.unit)}".strip() for one in told.charges)
    return SEVERAL.join(lines)


def ledger(found: queries.Page) -> Table:
    areas = queries.area_names()
    return Table(
        name="ledger",
        caption=_("Incidents that could have been diverted"),
        columns=[
            Column(_("Week of"), short=True),
            Column(_("Charges")),
            Column(_("Area")),
            Column(_("Under the rules of the day")),
            Column(_("Decision")),
            Column(_("What came of it")),
        ],
        rows=[_ledger_row(told, areas) for told in found.rows],
        empty=_("No incident fits. Write one down, also where nothing was offered."),
        stacks=True,
    )


def _ledger_row(told: queries.Told, areas: Mapping[int, str]) -> list[Any]:
    row = told.row
    return [
        Cell(row.iso_week, week_words(row.iso_week), reverse("incidents:one", args=[row.incident_id])),
        charges_in_words(told),
        areas.get(row.area_number, _("not known")),
        Cell(row.eligible, ELIGIBLE[row.eligible], tone=TONES[row.eligible]),
        row.get_offer_display(),
        came_of(row),
    ]


def came_of(row: Any) -> str:
    """The reason, the answer, and what happened instead, as far as they are known."""
    why = row.get_why_not_display() or row.get_response_display()
    parts = [why, row.get_why_declined_display() if row.why_declined else "", row.get_instead_display()]
    return SEVERAL.join(str(part) for part in parts if part)


def week_words(week: str) -> str:
    return str(date_format(clock.monday_of(week), "DATE_FORMAT"))


def referrals(rows: Iterable[Referral]) -> Table:
    areas = queries.area_names()
    return Table(
        name="referrals-without-an-incident",
        caption=_("Referred without an incident"),
        columns=[
            Column(_("Week of"), short=True),
            Column(_("Door")),
            Column(_("Who referred them")),
            Column(_("Area")),
            Column(_("Race, as the person says it")),
            Column(_("What they said")),
        ],
        rows=[
            [
                Cell(row.iso_week, week_words(row.iso_week)),
                row.get_door_display(),
                row.get_referrer_display(),
                areas.get(row.area_number, _("not known")),
                SEVERAL.join(race_words(row.races_said)),
                row.get_response_display(),
            ]
            for row in rows
        ],
        empty=_("Nobody was referred without an incident yet."),
        notes=[_("These doors are never added to arrest diversions, nor to each other.")],
        stacks=True,
    )


def officers(rows: Iterable[Officer]) -> Table:
    return Table(
        name="officers",
        caption=_("Officers, by number"),
        columns=[Column(_("Number"), counts=True), Column(_("Trained since"), short=True), Column(_("Account"))],
        rows=[
            [row.number, row.trained_month or _("not trained yet"), _("yes") if row.account else _("no")]
            for row in rows
        ],
        empty=_("No officer has a number yet."),
    )


def versions(rows: Iterable[RuleVersion]) -> Table:
    return Table(
        name="rules",
        caption=_("Versions of the rules"),
        columns=[
            Column(_("Version"), counts=True),
            Column(_("Holds from"), short=True),
            Column(_("Adopted on"), short=True),
            Column(_("Charges"), counts=True),
            Column(_("Examples"), counts=True),
        ],
        rows=[
            [
                Cell(row.number, link=reverse("incidents:version", args=[row.pk])),
                row.in_force_from.isoformat() if row.in_force_from else _("draft"),
                row.adopted_on.isoformat() if row.adopted_on else "",
                len(row.document["charges"]),
                len(row.cases),
            ]
            for row in rows
        ],
        empty=_("There are no rules yet. Until there are, nobody can tell who was eligible."),
    )


def small(count: int, least: int) -> Any:
    """No number from 1 up to below `least` is shown (queries_sums.least_shown)."""
    return count if count == 0 or count >= least else Cell(f"<{UNDER}", f"<{UNDER}")


def _stages() -> list[Column]:
    return [
        Column(_("Incidents"), counts=True),
        Column(_("Eligible"), counts=True, means=_("All criteria of the rules of that day were met.")),
        Column(_("LEAD was offered"), counts=True, means=_("Of the eligible: LEAD was offered.")),
        Column(_("Said yes"), counts=True, means=_("Of the offered: the person said yes.")),
    ]


def _line(sums: Sums, least: int) -> list[Any]:
    return [small(sums.stages[stage], least) for stage in ("incidents", "eligible", "offered", "accepted")]


def by_quarter(found: Ledger, least: int) -> Table:
    lines = sorted(found.by_quarter.items(), reverse=True)
    return Table(
        name="decisions-by-quarter",
        caption=_("Decisions by quarter"),
        columns=[Column(_("Quarter"), short=True), *_stages()],
        rows=[[quarter, *_line(sums, least)] for quarter, sums in lines],
        empty=_("No incident was written down yet."),
    )


def by_race(name: str, caption: Any, groups: Mapping[str, Sums], least: int) -> Table:
    return Table(
        name=name,
        caption=caption,
        columns=[Column(_("Race")), *_stages()],
        rows=[[Cell(race, words), *_line(groups[race], least)] for race, words in RACE_CHOICES if race in groups],
        empty=_("No incident was written down yet."),
        notes=[_("Whoever gave several answers is counted in each: the lines do not add up to everybody.")],
    )


def why_not(sums: Sums, least: int) -> Table:
    return Table(
        name="why-not-offered",
        caption=_("Eligible, and not offered: why"),
        columns=[Column(_("Reason")), Column(_("Incidents"), counts=True)],
        rows=[[Cell(code, words), small(sums.why_not[code], least)] for code, words in WhyNot.choices],
    )


def pairs(found: Ledger, least: int) -> Table:
    """Who sees whom as what, for people with one answer on each side."""
    seen = [race for race, _words in RACE_CHOICES if any(pair[1] == race for pair in found.pairs)]
    said = [race for race, _words in RACE_CHOICES if any(pair[0] == race for pair in found.pairs)]
    words = dict(RACE_CHOICES)
    return Table(
        name="said-and-seen",
        caption=_("As the person says it (lines), as the officer saw it (columns)"),
        columns=[Column(_("The person says")), *(Column(words[race], counts=True) for race in seen)],
        rows=[[Cell(a, words[a]), *(small(found.pairs[a, b], least) for b in seen)] for a in said],
        empty=_("No incident was written down yet."),
    )


def doors(found: Mapping[str, Mapping[str, Counter[str]]], words: Mapping[str, Any], least: int) -> list[Table]:
    """A table a door, so that nobody adds them."""
    return [
        Table(
            name=f"door-{door}",
            caption=words[door],
            columns=[
                Column(_("Quarter"), short=True),
                Column(_("Referred"), counts=True),
                Column(_("Said yes"), counts=True),
            ],
            rows=[
                [quarter, small(counted["came"], least), small(counted["accepted"], least)]
                for quarter, counted in sorted(quarters.items(), reverse=True)
            ],
            empty=_("Nobody came through this door yet."),
        )
        for door, quarters in found.items()
    ]


def replay(groups: Mapping[str, Counter[str]], name: str, caption: Any, least: int) -> Table:
    said = {replaying.ALL: _("everybody"), **dict(RACE_CHOICES)}
    return Table(
        name=name,
        caption=caption,
        columns=[
            Column(_("Race")),
            Column(_("Would gain"), counts=True, means=_("Not eligible in its day, eligible under these rules.")),
            Column(_("Would lose"), counts=True, means=_("Eligible in its day, not under these rules.")),
            Column(_("Stay eligible"), counts=True),
            Column(_("Stay out"), counts=True),
            Column(_("Nobody can tell"), counts=True, means=_("Something these rules ask for was not written down.")),
        ],
        rows=[
            [Cell(group, words), *(small(groups[group][move], least) for move in replaying.MOVES)]
            for group, words in said.items()
            if group in groups
        ],
        empty=_("No incident was written down yet."),
        notes=[_("Whoever gave several answers is counted in each: the lines do not add up to everybody.")],
    )


def charges(rows: Iterable[Charge]) -> Table:
    return Table(
        name="charges",
        caption=_("Charges we have words for"),
        columns=[
            Column(_("Number in the law"), short=True),
            Column(_("In English")),
            Column(_("In Spanish")),
            Column(_("Counted in")),
        ],
        rows=[[row.code, row.name_en, row.name_es, row.get_unit_display()] for row in rows],
        empty=_("No charge is in the list yet."),
    )
