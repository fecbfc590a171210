"""Why two may be one, in plain words. "Bill is short for William" is read from the names as they are now."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.duplicates.features import formal

SAME, SHORT, SLIP = (
    gettext_lazy("same name"),
    gettext_lazy("a short or chosen name"),
    gettext_lazy("names one slip apart"),
)
CROSSED, PLACE = gettext_lazy("first and last name exchanged"), gettext_lazy("same address")
WORDS: dict[str, Any] = {
    "same": SAME,
    **dict.fromkeys(("swapped", "slip_swapped"), CROSSED),
    "short": SHORT,
    **dict.fromkeys(("slip", "like", "slip_last", "like_last", "slips"), SLIP),
    "nameless": gettext_lazy("one has no name"),
    "initial": gettext_lazy("same last name, and the initial fits"),
    "half": gettext_lazy("same first name, one without a last name"),
    "half_last": gettext_lazy("one has only the other's last name"),
    "other_last": gettext_lazy("same first name, other last name"),
    "other_first": gettext_lazy("same last name, other first name"),
    "third": gettext_lazy("both look like one third entry"),
    "phone": gettext_lazy("same phone"),
    "email": gettext_lazy("same email"),
    "tower": gettext_lazy("same large building"),
    **dict.fromkeys(("whole", "address"), PLACE),
    **dict.fromkeys(("mistyped", "written", "nearly"), gettext_lazy("nearly the same address")),
    **dict.fromkeys(("road", "street"), gettext_lazy("same street")),
    "alike": gettext_lazy("an address that looks alike"),
    "same_age": gettext_lazy("both are the older, or both the younger, of that name"),
    "other_age": gettext_lazy("one is the older, one the younger, of that name"),
}


def in_words(codes: str, one: Contact, other: Contact) -> list[str]:
    """What two contacts have in common, the name first."""
    found = [
        _short(one, other) if WORDS.get(code) is SHORT else str(WORDS[code]) for code in codes.split() if code in WORDS
    ]
    return list(dict.fromkeys(found))


def _short(one: Contact, other: Contact) -> str:
    """The list knows some names both ways; the shorter is the short one."""
    pairs = [(a, b) for a in _firsts(one) for b in _firsts(other)]
    known = [
        (brief, whole)
        for brief, whole in (*pairs, *((b, a) for a, b in pairs))
        if whole in formal().get(brief, frozenset())
    ]
    if not known:
        return str(SHORT)
    brief, whole = min(known, key=lambda pair: len(pair[0]))
    return _("%(short)s is short for %(name)s") % {"short": brief.title(), "name": whole.title()}


def _firsts(row: Contact) -> list[str]:
    return [words.split()[0].casefold() for words in (row.name, row.chosen_name) if words.split()]
