"""How a person is written down in the ledger: race twice, an age in bands, no name.

Race and ethnicity is one question with several answers, in the categories of OMB Statistical Policy Directive No. 15
(2024). What was not said is three different things, and none of them is an answer.
"""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Race(TextChoices):
    """Several may be true of one person."""

    AIAN = "aian", _("American Indian or Alaska Native")
    ASIAN = "asian", _("Asian")
    BLACK = "black", _("Black or African American")
    HISPANIC = "hispanic", _("Hispanic or Latino")
    MENA = "mena", _("Middle Eastern or North African")
    NHPI = "nhpi", _("Native Hawaiian or Pacific Islander")
    WHITE = "white", _("White")
    ANOTHER = "another", pgettext_lazy("a race", "another")


class Unsaid(TextChoices):
    """Why there is no answer; one of these stands alone."""

    NOT_ASKED = "not_asked", pgettext_lazy("an answer", "not asked")
    DOES_NOT_KNOW = "does_not_know", pgettext_lazy("an answer", "does not know")
    RATHER_NOT_SAY = "rather_not_say", pgettext_lazy("an answer", "rather not say")


class Gender(TextChoices):
    """As the person says it, or as it was seen where nobody asked."""

    WOMAN = "woman", _("woman")
    MAN = "man", _("man")
    ANOTHER = "another", pgettext_lazy("a gender", "another")
    UNKNOWN = "unknown", pgettext_lazy("a gender", "not known")


AGES = (12, 16, 18, 21, 25, 35, 45, 55, 65)  # where bands begin; a rule may ask for one of these, so bands decide it


class AgeBand(TextChoices):
    """Bands, because an exact age beside a week meets a public list of arrests."""

    A12 = "12", "12-15"
    A16 = "16", "16-17"
    A18 = "18", "18-20"
    A21 = "21", "21-24"
    A25 = "25", "25-34"
    A35 = "35", "35-44"
    A45 = "45", "45-54"
    A55 = "55", "55-64"
    A65 = "65", "65+"
    UNKNOWN = "", pgettext_lazy("an age", "not known")


RACES = (*Race.values, *Unsaid.values)
RACE_CHOICES = (*Race.choices, *Unsaid.choices)


def band_of(age: int) -> str:
    """The band an age in years lies in; younger than any is the youngest."""
    return str(max((edge for edge in AGES if edge <= age), default=AGES[0]))


def races_in_order(chosen: Iterable[str]) -> list[str]:
    """One order for a set of answers; nothing chosen is "not asked". ValueError where answers contradict each other."""
    known = set(chosen) or {Unsaid.NOT_ASKED.value}
    unknown = known - set(RACES)
    if unknown or (len(known) > 1 and known & set(Unsaid.values)):
        raise ValueError
    return [code for code in RACES if code in known]


def race_words(codes: Iterable[str]) -> list[str]:
    words = dict(RACE_CHOICES)
    return [str(words[code]) for code in codes if code in words]
