"""What a report may say. Lists: facts, care standards 3.3 (the minimal form)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class When(TextChoices):
    """As near as anybody needs to say."""

    TODAY = "today", _("today or last night")
    WEEK = "week", _("this week")
    MONTH = "month", _("this month")
    EARLIER = "earlier", _("longer ago")


class Lived(TextChoices):
    """Did the person live."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("I do not know")
    NO_SAY = "no_say", _("I would rather not say")


class Called(TextChoices):
    """911."""

    CALLED = "called", _("yes, somebody called")
    AFRAID = "afraid", _("no, afraid of police")
    NOT_NEEDED = "not_needed", _("no, it was not needed")
    OTHER = "other", _("no, for another reason")
    NO_SAY = "no_say", _("I would rather not say")


class Did(TextChoices):
    """Whether something was done."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("I do not know")


class Where(TextChoices):
    """What kind of place it was."""

    HOME = "home", _("somebody's home")
    OUTDOORS = "outdoors", _("street or outdoors")
    VEHICLE = "vehicle", _("a car or another vehicle")
    BATHROOM = "bathroom", _("a public bathroom")
    SHELTER = "shelter", _("shelter or hotel")
    INSTITUTION = "institution", _("treatment program or jail")
    OTHER = "other", _("somewhere else")


class Teller(TextChoices):
    """Who tells it."""

    GAVE = "gave", _("I gave it")
    RECEIVED = "received", _("it was given to me")
    WITNESS = "witness", _("I was there")
    SECOND_HAND = "second_hand", _("somebody told me")


class Drug(TextChoices):
    """What people think was involved; any number of them. From the lists of NEO Ontario, and what is sold here."""

    FENTANYL = "fentanyl", _("fentanyl")
    HEROIN = "heroin", _("heroin")
    PRESSED = "pressed", _("pressed pills")
    PILLS = "pills", _("opioid pills from a pharmacy")
    METHADONE = "methadone", _("methadone")
    XYLAZINE = "xylazine", _("xylazine (tranq)")
    BENZOS = "benzos", _("benzodiazepines")
    COCAINE = "cocaine", _("cocaine or crack")
    METH = "meth", _("methamphetamine")
    ALCOHOL = "alcohol", _("alcohol")
    OTHER = "other", _("something else")
    UNKNOWN = "unknown", _("I do not know")


class Finding(TextChoices):
    """What whoever looks a report over may come to. No words of their own: a report has no file."""

    WAITING = "", _("not looked at")
    FINE = "fine", _("nothing to follow up")
    FOLLOW = "follow", _("to talk over with the program")
    NO_REPORT = "no_report", _("a test or a mistake")
