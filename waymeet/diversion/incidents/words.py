"""What codes of rules and results are called on a page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from waymeet.diversion.incidents import rules
from waymeet.diversion.incidents.models import Charge

EXCLUSIONS: Mapping[str, Any] = {
    rules.Exclusion.SALE: _("selling beyond what somebody needs to live"),
    rules.Exclusion.SALE_TO_MINORS: _("selling to minors"),
    rules.Exclusion.EXPLOITS_MINORS: _("exploiting minors"),
    rules.Exclusion.PROMOTES_PROSTITUTION: _("promoting prostitution"),
    rules.Exclusion.VIOLENT_OPEN_CASE: _("an open case of violence"),
    rules.Exclusion.VIOLENT_CONVICTION: _("a conviction for violence in the last years"),
    rules.Exclusion.NO_CONTACT_ORDER: _("an order to stay away from somebody"),
    rules.Exclusion.WEAPON: _("a weapon"),
    rules.Exclusion.SUPERVISION_SAYS_NO: _("probation or parole did not agree"),
    rules.Exclusion.NOT_AMENABLE: _("the person did not want to talk about it"),
}
CRITERIA: Mapping[str, Any] = {
    "charge": _("charge"),
    "amount": _("amount"),
    "age": _("age"),
    "complainant": _("whoever complained agrees"),
    **EXCLUSIONS,
}
RESULTS = {
    rules.MET: pgettext_lazy("a criterion", "met"),
    rules.NOT_MET: pgettext_lazy("a criterion", "not met"),
    rules.CANNOT_TELL: pgettext_lazy("a criterion", "cannot be told"),
}
ELIGIBLE = {
    rules.YES: _("eligible"),
    rules.NO: _("not eligible"),
    rules.CANNOT_TELL: _("nobody can tell"),
}
TONES = {rules.YES: "good", rules.NO: "closed", rules.CANNOT_TELL: "waiting"}


def amount_words(tenths: int | None, unit: str) -> str:
    """As in "1.5 g" or "$200.00"; '' where nothing was written down."""
    if tenths is None:
        return ""
    value = tenths / rules.TENTHS
    return f"${value:,.2f}" if unit == Charge.Unit.DOLLARS else f"{value:g} {unit}".strip()


def charge_words(row: Charge) -> str:
    """Its number and what it is called, in the reader's language where somebody wrote it."""
    spanish = row.name_es if (get_language() or "en").startswith("es") else ""
    return f"{row.code} {spanish or row.name_en}".strip()


def results_in_words(results: Mapping[str, str]) -> list[tuple[Any, Any, str]]:
    """(criterion, result, code), in the order of the criteria."""
    return [(words, RESULTS[results[name]], results[name]) for name, words in CRITERIA.items() if name in results]
