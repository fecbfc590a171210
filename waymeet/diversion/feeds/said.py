"""Closed lists of what agencies send, and the words for what is refused and put aside."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from waymeet.diversion.feeds.rules import Trouble, Why


class Kind(TextChoices):
    """What a list holds."""

    ARRESTS = "arrests", _("arrests")
    SCREENING = "screening", _("what the prosecutor screened")
    COURT = "court", _("a court list")


class Outcome(TextChoices):
    """What happened, as far as the list says."""

    ARREST = "arrest", _("arrest")
    TICKET = "ticket", _("appearance ticket")
    ACCEPTED = "filed", _("charges filed")
    DECLINED = "not_filed", _("charges not filed")
    DISMISSED = "dismissed", _("dismissed")
    OTHER = "other", pgettext_lazy("an outcome", "something else")
    UNKNOWN = "unknown", _("not known")


class Days(TextChoices):
    """How a list writes days."""

    ISO = "iso", "2026-11-27"
    MDY = "mdy", "11/27/2026"
    DMY = "dmy", "27/11/2026"


FIELDS = {
    "day": _("day"),
    "charge": _("charge"),
    "age": _("age in years"),
    "race": _("race"),
    "ethnicity": _("Hispanic or not, where it is a column of its own"),
    "area": _("neighborhood or beat"),
    "outcome": _("what happened"),
    "same": _("number that says which rows are one arrest: used while reading, never kept"),
}
REFUSED = {
    Why.NAME: _("a name"),
    Why.BIRTH: _("a date of birth"),
    Why.ADDRESS: _("an address or a point on the map"),
    Why.CONTACT: _("a phone number or an email"),
    Why.NUMBER: _("a number that belongs to one person"),
    Why.PICTURE: _("a picture"),
    Why.OFFICER: _("an officer"),
}
ASIDE = {
    Trouble.BROKEN: _("the line cannot be told apart into cells"),
    Trouble.NO_DAY: _("there is no day"),
    Trouble.DAY: _("the day is not written as the mapping says"),
    Trouble.TOO_OLD: _("the day lies before LEAD began: a year of birth, or a slip"),
    Trouble.AHEAD: _("the day lies ahead"),
    Trouble.AGE: _("the age is no number of years"),
    Trouble.UNKNOWN: _("the mapping does not know what stands there"),
}
