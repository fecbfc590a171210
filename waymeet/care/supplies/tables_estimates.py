"""Estimates as tables: each row says in words how it came about, on the page as in the file."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waymeet.care.supplies import queries_estimates as queries
from waymeet.care.supplies import rules_estimates as rules
from waymeet.design.tables import Column, Table


def years_table(rows: Sequence[queries.Year], price: Decimal | None) -> Table:
    cost = [Column(_("Dollars a year"), counts=True, means=_("At %(price)s for 1,000.") % {"price": price})]
    return Table(
        name="estimated-years",
        caption=_("Estimated: handed out in a year"),
        columns=[
            Column(_("Year"), short=True),
            Column(_("Item")),
            Column(_("In the year, about"), counts=True, means=_("The average of the counted weeks times 52.")),
            *_between(),
            *(cost if price is not None else []),
            Column(_("How it came about")),
        ],
        rows=[_year_row(row, price) for row in rows],
        empty=_("No counting week has been counted yet. Choose one below."),
        notes=[
            _("An estimate, apart from what is recorded: no total of hand-outs has it in it."),
            _(
                "The weeks are the sample. The two ends are a t-interval of 95 percent with the finite population "
                "correction: in 19 of 20 years the true number lies inside, if the weeks were not chosen for what "
                "went out in them."
            ),
        ],
        stacks=True,
    )


def _between() -> list[Column]:
    return [Column(_("At least"), counts=True), Column(_("At most"), counts=True)]


def _ends(found: rules.Estimate) -> list[Any]:
    if found.least is None or found.most is None:
        return [_("cannot be said"), _("cannot be said")]
    return [round(found.least), round(found.most)]


def _year_row(row: queries.Year, price: Decimal | None) -> list[Any]:
    cost = [] if price is None else [rules.price_of(row.found.middle, price)]
    return [str(row.year), row.item.shown_as, round(row.found.middle), *_ends(row.found), *cost, _how(row)]


def _how(row: queries.Year) -> str:
    words = ngettext(
        "Estimate: %(mean)s in %(n)d counted week, times 52. From one week no error can be given.",
        "Estimate: %(mean)s a week on average of %(n)d counted weeks, times 52; a t-interval over the weeks.",
        len(row.weeks),
    )
    uneven = _("Not the same places were counted in each week.") if row.uneven else ""
    return f"{words % {'n': len(row.weeks), 'mean': round(row.mean)}} {uneven}".strip()


def weeks_table(rows: Sequence[queries.WeekCount]) -> Table:
    return Table(
        name="counting-weeks",
        caption=_("Counting weeks"),
        columns=[
            Column(_("Week"), short=True),
            Column(_("Item")),
            Column(_("Counted at")),
            Column(_("Counted"), counts=True),
        ],
        rows=[
            [
                *[row.week.iso_week, row.week.item.shown_as, ", ".join(row.places)],
                _("not yet") if row.count is None else row.count,
            ]
            for row in rows
        ],
        empty=_("No week is chosen yet."),
        stacks=True,
    )


def comparisons_table(rows: Sequence[queries.Compared]) -> Table:
    return Table(
        name="comparisons",
        caption=_("Estimated: handed out between two counts"),
        columns=[
            Column(_("Item")),
            Column(_("After"), short=True),
            Column(_("Until"), short=True),
            Column(_("Handed out, about"), counts=True),
            *_between(),
            Column(_("How it came about")),
        ],
        rows=[_compared_row(row) for row in rows],
        empty=_("Two counts of an item are needed. Write the first one down below."),
        notes=[
            _("An estimate, apart from what is recorded: no total of hand-outs has it in it."),
            _("What left another way was lost, taken away for a recall, or put into kits."),
            _("Counted to boxes of 100, a count may be off by up to 99, either way. Both counts' doubts are added."),
        ],
        stacks=True,
    )


def _compared_row(row: queries.Compared) -> list[Any]:
    days = [row.before.item.shown_as, row.before.day.isoformat(), row.after.day.isoformat()]
    return [*days, round(row.found.middle), *_ends(row.found), _compared_how(row)]


def _compared_how(row: queries.Compared) -> str:
    typed = _(
        "Estimate: there were %(before)d, %(came)d came (typed in), %(elsewhere)d left another way, there are "
        "%(after)d; counted to boxes of %(one)d and of %(other)d."
    )
    received = _(
        "Estimate: there were %(before)d, %(came)d came (received here), %(elsewhere)d left another way, there are "
        "%(after)d; counted to boxes of %(one)d and of %(other)d."
    )
    return (typed if row.told else received) % {
        "before": row.before.count,
        "came": row.came,
        "elsewhere": row.elsewhere,
        "after": row.after.count,
        "one": row.before.box,
        "other": row.after.box,
    }


def returns_table(rows: Sequence[queries.Back]) -> Table:
    return Table(
        name="returns",
        caption=_("Used syringes that came back"),
        columns=[
            Column(_("Week"), short=True),
            Column(_("Place")),
            Column(_("Counted"), counts=True),
            Column(_("By weight, about"), counts=True),
            *_between(),
            Column(_("How it came about")),
        ],
        rows=[_back_row(row) for row in rows],
        empty=_("Nothing has come back yet."),
        stacks=True,
    )


def _back_row(row: queries.Back) -> list[Any]:
    if row.found is None:
        return [row.row.iso_week, row.place.shown_as, row.row.count, "", "", "", _("Counted.")]
    return [row.row.iso_week, row.place.shown_as, "", round(row.found.middle), *_ends(row.found), _weighed(row)]


def _weighed(row: queries.Back) -> str:
    one = row.row.weight
    assert one is not None
    return _(
        "Estimate: %(grams)s grams less %(container)s for the container, at %(each)s grams a syringe, give or take "
        "%(off)s; scale in steps of %(step)s (assumed on %(day)s)."
    ) % {
        "grams": row.row.grams,
        "container": row.row.container,
        "each": one.grams_each,
        "off": one.off_by,
        "step": one.scale_step,
        "day": one.day.isoformat(),
    }


def back_in_years_table(rows: Sequence[queries.BackInYear]) -> Table:
    return Table(
        name="returns-by-year",
        caption=_("Came back in a year"),
        columns=[
            Column(_("Year"), short=True),
            Column(_("Counted"), counts=True, means=_("Never with what was weighed in it.")),
            Column(_("By weight, about"), counts=True, means=_("An estimate; the ends of all its weights are added.")),
            *_between(),
        ],
        rows=[[row.year, row.counted, row.weighed, row.least, row.most] for row in rows],
        empty=_("Nothing has come back yet."),
        stacks=True,
    )
