"""Lists that came in, their rows put aside, and what we hold of what agencies list."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from waymeet.design.tables import Cell, Column, Table
from waymeet.diversion.feeds import queries, rules
from waymeet.diversion.feeds.models import Snapshot
from waymeet.diversion.feeds.said import ASIDE, FIELDS
from waymeet.diversion.incidents.queries import area_names
from waymeet.diversion.incidents.tables import week_words


def snapshots(rows: Iterable[Snapshot]) -> Table:
    return Table(
        name="lists",
        caption=_("Lists that came in"),
        columns=[
            Column(_("Agency")),
            Column(_("What it holds")),
            Column(_("Weeks"), short=True),
            Column(_("Brought in"), short=True),
            Column(_("Rows kept"), counts=True),
            Column(_("Put aside"), counts=True),
        ],
        rows=[
            [
                Cell(row.agency.name, link=reverse("feeds:one", args=[row.pk])),
                row.get_kind_display(),
                f"{row.first_week} {row.last_week}",
                row.taken_month,
                row.kept,
                row.lines - row.kept - row.grouped - row.empty,
            ]
            for row in rows
        ],
        empty=_("No list came in yet."),
        stacks=True,
    )


def aside(rows: Iterable[Sequence[object]]) -> Table:
    """Row, field, and why. What stood there is kept nowhere."""
    return Table(
        name="put-aside",
        caption=_("Rows that were put aside"),
        columns=[Column(_("Row"), counts=True), Column(_("Column")), Column(_("Why"))],
        rows=[[number, FIELDS.get(str(name), ""), ASIDE[rules.Trouble(str(why))]] for number, name, why in rows],
        empty=_("Every row fits."),
        notes=[_("Put it right in the agency's file, or map the code, and bring the list in again.")],
    )


def unknown(found: dict[str, Counter[str]]) -> Table:
    return Table(
        name="unknown-codes",
        caption=_("What the mapping does not know"),
        columns=[Column(_("Column")), Column(_("What stands there")), Column(_("Rows"), counts=True)],
        rows=[
            [FIELDS[name], code or _("not shown: it could be a name"), count]
            for name, codes in found.items()
            for code, count in codes.most_common()
        ],
        empty=_("The mapping knows every code."),
    )


def months(one: queries.Compared) -> Table:
    return Table(
        name=f"coverage-{one.agency.pk}",
        caption=_("What %(agency)s lists, and what we hold") % {"agency": one.agency.name},
        columns=[
            Column(_("Month"), short=True),
            Column(_("Listed and eligible"), counts=True, means=_("By charge and age, under the rules of that week.")),
            Column(_("We hold"), counts=True, means=_("Alike in week, charge and neighborhood, counted.")),
            Column(_("Ours, in no list"), counts=True),
            Column(_("Nobody can tell"), counts=True, means=_("Listed without a charge or an age we know.")),
        ],
        rows=[[row.month, row.listed, row.held, row.ours_alone, row.untold] for row in one.months],
        empty=_("This agency lists nothing we can compare."),
    )


def gaps(rows: Iterable[queries.Gap]) -> list[str]:
    return [
        _("No data from %(agency)s from the week of %(first)s to the week of %(last)s.")
        % {"agency": one.agency, "first": week_words(one.first_week), "last": week_words(one.last_week)}
        for one in rows
    ]


def where(cells: Iterable[tuple[rules.Where, int]]) -> list[tuple[str, str]]:
    """Choices: a cell and how many are left in it."""
    areas = area_names()
    return [
        (
            f"{week}|{code}|{area}",
            f"{week_words(week)}, {code or _('no charge')}, {areas.get(area, _('not known'))}: {count}",
        )
        for (week, code, area), count in cells
    ]
