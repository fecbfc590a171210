"""What can be counted of a quarter, each with its definition. A new measure is a function and a line below.

A map names measures by their code; a measure that does not exist yet is no line here, and the map says so instead.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from waymeet.care.funders.rules import Quarter
from waymeet.care.naloxone.queries import item_sums, visit_sums
from waymeet.care.naloxone.queries_reasons import by_week_and_reason, for_others, reached
from waymeet.care.naloxone.rules import FIRST_KIT, REASONS
from waymeet.care.questions import queries as questions
from waymeet.care.questions.models import Question, Survey
from waymeet.care.referrals.queries import made, made_by_kind
from waymeet.care.reversals import queries as reversals
from waymeet.care.supplies.models import Item
from waymeet.care.supplies.queries_estimates import returns
from waymeet.care.teaching.queries import taught
from waymeet.kernel import clock


@dataclass(frozen=True)
class Value:
    """A number, of what where there are several, and its standard error where it is an estimate."""

    number: float
    of: Any = ""
    error: float | None = None


@dataclass(frozen=True)
class Counted:
    """`values`; none, and `note` says why nothing can be said."""

    values: Sequence[Value]
    note: Any = ""


@dataclass(frozen=True)
class Measure:
    """`words` is its name, `means` its definition."""

    words: Any
    means: Any
    count: Callable[[Quarter], Counted]


def _items(quarter: Quarter) -> Counter[int]:
    weeks = set(quarter.weeks(clock.today()))
    sums: Counter[int] = Counter()
    for (week, _area, number), count in item_sums().items():
        if week in weeks:
            sums[number] += count
    return sums


def _of_kind(kind: str, quarter: Quarter) -> Counted:
    sums = _items(quarter)
    return Counted(
        [Value(sum(sums[number] for number in Item.objects.filter(kind=kind).values_list("number", flat=True)))]
    )


def _doses(quarter: Quarter) -> Counted:
    sums, doses, unknown = _items(quarter), 0, 0
    for item in Item.objects.filter(kind=Item.Kind.KIT):
        doses += sums[item.number] * item.doses
        unknown += sums[item.number] if not item.doses else 0
    note = _("%(kits)d kits are not in it: nobody wrote down how many doses they hold.") % {"kits": unknown}
    return Counted([Value(doses)], note if unknown else "")


def _each_other_item(quarter: Quarter) -> Counted:
    sums = _items(quarter)
    rows = [item for item in Item.objects.filter(kind=Item.Kind.OTHER) if sums[item.number]]
    if not rows:
        return Counted([Value(0)])
    return Counted([Value(sums[item.number], item.shown_as) for item in rows])


def _visits(quarter: Quarter) -> Counted:
    weeks = set(quarter.weeks(clock.today()))
    return Counted([Value(sum(people for (week, _area), people in visit_sums().items() if week in weeks))])


def _reversals(quarter: Quarter, *, reviewed: bool) -> Counted:
    count = reversals.told(quarter.weeks(clock.today()), reviewed=reviewed)
    return Counted([Value(count)])


def _trained(quarter: Quarter) -> Counted:
    people, papers = taught(quarter.weeks(clock.today()))
    return Counted([Value(people, _("people")), Value(papers, _("certificates"))])


def _referred(quarter: Quarter) -> Counted:
    wanted, reached = made(quarter.weeks(clock.today()))
    return Counted([Value(wanted, _("made")), Value(reached, _("completed"))])


def _referred_by_kind(quarter: Quarter) -> Counted:
    rows = made_by_kind(quarter.weeks(clock.today()))
    return Counted([Value(many, kind) for kind, many in rows] or [Value(0)])


def _refills(quarter: Quarter) -> Counted:
    """By reason; a first kit is no refill."""
    weeks, sums = set(quarter.weeks(clock.today())), Counter[int]()
    for (week, reason), people in by_week_and_reason().items():
        if week in weeks:
            sums[reason] += people
    note = _("Nobody said why at %(visits)d visits.") % {"visits": sums[0]} if sums[0] > 0 else ""
    return Counted([Value(sums[number], words) for number, words in REASONS.items() if number != FIRST_KIT], note)


def _self_or_others(quarter: Quarter) -> Counted:
    weeks, sums = set(quarter.weeks(clock.today())), Counter[bool]()
    for (week, others), people in for_others().items():
        if week in weeks:
            sums[others] += people
    note = _("Handed on to about %(people)d people, as they said.") % {"people": reached(weeks)}
    return Counted([Value(sums[False], _("for themselves")), Value(sums[True], _("for others"))], note)


def _returned(quarter: Quarter) -> Counted:
    weeks = set(quarter.weeks(clock.today()))
    rows = [one for one in returns() if one.row.iso_week in weeks]
    weighed = [one.found for one in rows if one.found is not None]
    values = [Value(sum(one.row.count or 0 for one in rows), _("counted"))]
    if weighed:
        ends = {"least": sum(one.least or 0 for one in weighed), "most": sum(one.most or 0 for one in weighed)}
        of = _("by weight, an estimate: %(least)d to %(most)d") % ends
        values.append(Value(round(sum(one.middle for one in weighed)), of))
    return Counted(values)


NO_SURVEY = _("No survey with this question was closed in this quarter.")
TOO_FEW = _("The answers were too few to show.")


def _survey(code: str, quarter: Quarter) -> Counted:
    """The newest survey that was closed in the quarter: percent of visits, or the sum of a number."""
    row = Question.objects.filter(code=code).first()
    closed = Survey.objects.filter(closed_on__range=(quarter.first, quarter.last)).order_by("-closed_on", "id")
    survey = next((one for one in closed if row is not None and str(row.pk) in one.asks), None)
    if row is None or survey is None:
        return Counted((), NO_SURVEY)
    found = next((one for one in questions.results(survey).results if one.question.pk == row.pk), None)
    if found is None or found.too_few:
        return Counted((), TOO_FEW)
    values = []
    for cell in found.cells:
        estimate = cell.share or cell.total
        if not cell.hidden and estimate is not None:
            of = _("%(answer)s, percent") % {"answer": cell.words} if cell.share else ""
            values.append(
                Value(round(estimate.value, 1), of, None if estimate.error is None else round(estimate.error, 1))
            )
    return Counted(values, _("Small numbers are hidden.") if any(cell.hidden for cell in found.cells) else "")


AT_DOORS = _("What was taken back is subtracted. Weeks that are not over are not in it.")
FROM_SURVEY = _("From the newest anonymous survey closed in the quarter; an estimate over visits, not people.")
MEASURES: Mapping[str, Measure] = {
    "kits": Measure(_("Kits handed out"), AT_DOORS, partial(_of_kind, Item.Kind.KIT)),
    "doses": Measure(_("Doses handed out"), _("Kits times the doses each of them holds."), _doses),
    "strips": Measure(_("Drug checking strips handed out"), AT_DOORS, partial(_of_kind, Item.Kind.STRIP)),
    "other_items": Measure(_("Other items handed out"), AT_DOORS, _each_other_item),
    "visits": Measure(_("Visits"), _("People met at doors and on the street, each time they were met."), _visits),
    "refills": Measure(
        _("Refills, by reason"), _("Visits at which somebody said why they took a kit again."), _refills
    ),
    "self_or_others": Measure(
        _("For themselves or for others"),
        _("Visits at which things were taken to be handed on, and all others."),
        _self_or_others,
    ),
    "returned": Measure(
        _("Used syringes that came back"), _("Counted, or weighed and estimated; the two are not added."), _returned
    ),
    "referrals": Measure(
        _("Referrals made and completed"),
        _("Offered in the quarter and wanted; completed: somebody got there, as heard by us or as they said."),
        _referred,
    ),
    "referrals_by_kind": Measure(
        _("Referrals by what they were for"), _("Offered in the quarter and wanted."), _referred_by_kind
    ),
    "trained": Measure(
        _("People trained, and certificates"),
        _("Those who came to a course about responding to an overdose, each time they came; nobody is known by name."),
        _trained,
    ),
    "reversals": Measure(
        _("Reversals reported"),
        _("Reports told in the quarter, by poster or on paper; tests and mistakes are left out."),
        partial(_reversals, reviewed=False),
    ),
    "reversals_reviewed": Measure(
        _("Reversal reports looked over"),
        _("Of the reports told in the quarter, those that were looked over."),
        partial(_reversals, reviewed=True),
    ),
    "survey_ssp_12": Measure(_("Own overdoses, by survey"), FROM_SURVEY, partial(_survey, "ssp-12")),
    "survey_ssp_13": Measure(_("Reversals, by survey"), FROM_SURVEY, partial(_survey, "ssp-13")),
    "survey_ssp_14": Measure(_("Ages, by survey"), FROM_SURVEY, partial(_survey, "ssp-14")),
    "survey_ssp_15": Measure(_("Genders, by survey"), FROM_SURVEY, partial(_survey, "ssp-15")),
    "survey_ssp_16": Measure(_("Race and ethnicity, by survey"), FROM_SURVEY, partial(_survey, "ssp-16")),
}
