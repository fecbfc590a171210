"""Closed answers of case work. Each may stay unsaid: "" is "not asked"; "rather not say" is an answer of its own."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RATHER_NOT = ("rather_not_say", _("rather not say"))


class Housing(TextChoices):
    """Where somebody slept most of the month."""

    OUTSIDE = "outside", _("outside, or in a car")
    SHELTER = "shelter", _("in a shelter")
    COUCH = "couch", _("with others, for a while")
    TRANSITIONAL = "transitional", _("in transitional housing")
    INSTITUTION = "institution", _("in a hospital, in treatment or in jail")
    PERMANENT = "permanent", _("in a place of their own")
    RATHER_NOT = RATHER_NOT


class Work(TextChoices):
    """The employment continuum, from training to retired (Clifasefi et al. 2017)."""

    NONE = "none", _("no work")
    LOOKING = "looking", _("looking for work")
    TRAINING = "training", _("in training or school")
    VOLUNTEER = "volunteer", _("volunteering")
    ODD_JOBS = "odd_jobs", _("odd jobs")
    EMPLOYED = "employed", _("employed")
    RETIRED = "retired", _("retired, or cannot work")
    RATHER_NOT = RATHER_NOT


class Income(TextChoices):
    """Where money comes from, mostly."""

    NONE = "none", _("none")
    WORK = "work", _("from work")
    BENEFITS = "benefits", _("benefits")
    BOTH = "both", _("work and benefits")
    OTHER = "other", pgettext_lazy("income", "something else")
    RATHER_NOT = RATHER_NOT


class Insurance(TextChoices):
    """Health insurance."""

    NONE = "none", pgettext_lazy("insurance", "none")
    MEDICAID = "medicaid", "Medicaid"
    OTHER = "other", pgettext_lazy("insurance", "another")
    RATHER_NOT = RATHER_NOT


class Mode(TextChoices):
    """How somebody was met."""

    STREET = "street", _("on the street")
    VISIT = "visit", _("a visit")
    OFFICE = "office", _("at our place")
    PHONE = "phone", _("by phone or message")
    COURT = "court", _("at court")
    JAIL = "jail", _("in jail")
    TRIED = "tried", _("we tried and did not meet them")


class Need(TextChoices):
    """What somebody would like help with."""

    HOUSING = "housing", _("housing")
    FOOD = "food", _("food and clothes")
    HEALTH = "health", _("a doctor or a dentist")
    MENTAL = "mental", _("mental health")
    TREATMENT = "treatment", _("treatment for substance use, if they want it")
    SUPPLIES = "supplies", _("harm reduction supplies")
    BENEFITS = "benefits", _("benefits and papers")
    WORK = "work", _("work or school")
    LEGAL = "legal", _("legal help")
    FAMILY = "family", _("family")
    OTHER = "other", pgettext_lazy("a need", "something else")


class Went(TextChoices):
    """How a referral to a service stands. Not wanting it any more is a fine ending."""

    WANTED = "wanted", pgettext_lazy("a service", "wanted")
    ASKED = "asked", pgettext_lazy("a service", "asked for")
    WAITING = "waiting", pgettext_lazy("a service", "on a waiting list")
    GOT = "got", pgettext_lazy("a service", "got it")
    REFUSED = "refused", pgettext_lazy("a service", "turned away")
    LET_GO = "let_go", pgettext_lazy("a service", "no longer wanted")


class Asked(TextChoices):
    """What the prosecutor liaison was asked for."""

    HOLD = "hold", _("hold the charge")
    NOT_FILE = "not_file", _("do not file the charge")
    RECALL = "recall", _("recall the warrant")
    MOVE = "move", _("move a court date")
    JOIN = "join", _("hear several cases together")
    OTHER = "other", pgettext_lazy("asked of a prosecutor", "something else")


class Decided(TextChoices):
    """What came of it. A prosecutor keeps full authority; a no is a no, and nothing here follows from it."""

    OPEN = "open", pgettext_lazy("a prosecutor's decision", "open")
    YES = "yes", pgettext_lazy("a prosecutor's decision", "yes")
    NO = "no", pgettext_lazy("a prosecutor's decision", "no")
    NOT_FILED = "not_filed", _("the charge was not filed")
    FILED = "filed", _("the charge was filed")


class Stage(TextChoices):
    """What is counted of cases, by month, under a number that leads nowhere."""

    HANDED_OFF = "handed_off", _("handed over")
    IN_TIME = "in_time", _("handed over in time")
    INTAKE = "intake", _("first talk held")
    INTAKE_IN_TIME = "intake_in_time", _("first talk held in time")
    ACTIVE = "in_touch", _("met in the month")
    GOAL = "goal", _("said a goal")
    REACHED = "reached", _("reached a goal")
    NOT_FILED = "not_filed", _("charge not filed")
    FILED = "filed", _("charge filed")
