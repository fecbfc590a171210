"""Closed lists of the bodies that answer for LEAD, and of what agencies are asked for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from waymeet.diversion.governance.rules import Came, Needs, State


class Body(TextChoices):
    """Who decides, who works on cases, and who speaks for the community."""

    COORDINATING = "coordinating", _("Coordinating group")
    OPERATIONAL = "operational", _("Operational group")
    COMMUNITY = "community", _("Community leadership team")


class What(TextChoices):
    """What an agency can be asked for."""

    INCIDENTS = "incidents", _("incidents that were eligible")
    ARRESTS = "arrests", _("arrests by charge")
    STOPS = "stops", _("stops and calls")
    SCREENING = "screening", _("what the prosecutor screened in and out")
    COURT = "court", _("court lists")
    BOOKINGS = "bookings", _("bookings and days in jail")
    TRAINING = "training", _("which officers are trained")
    BUDGET = "budget", _("money spent")
    POLICY = "policy", _("a policy or an order")
    OTHER = "other", pgettext_lazy("what was asked", "something else")


class Every(TextChoices):
    """How often something is owed."""

    ONCE = "once", _("once")
    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")


class WhyNot(TextChoices):
    """What an agency said when it did not deliver."""

    NO_STAFF = "no_staff", _("no staff for it")
    NOT_COLLECTED = "not_collected", _("it is not collected")
    LAW = "law", _("the law forbids it")
    POLICY = "policy", _("its own policy forbids it")
    NO_DUTY = "no_duty", _("it says that it owes nothing")
    NO_REASON = "no_reason", _("no reason was given")


class How(TextChoices):
    """A vote."""

    YES = "yes", pgettext_lazy("a vote", "for")
    NO = "no", pgettext_lazy("a vote", "against")
    ABSTAIN = "abstain", pgettext_lazy("a vote", "abstains")


class Kept(TextChoices):
    """What became of a promise."""

    OPEN = "open", pgettext_lazy("a promise", "open")
    KEPT = "kept", pgettext_lazy("a promise", "kept")
    DROPPED = "dropped", pgettext_lazy("a promise", "dropped")


CAME = (
    (Came.DELIVERED.value, _("delivered")),
    (Came.PARTIAL.value, _("delivered in part")),
    (Came.REFUSED.value, _("refused")),
)
STATES = {
    State.OPEN: pgettext_lazy("a request", "open"),
    State.LATE: pgettext_lazy("a request", "late"),
    State.PARTIAL: pgettext_lazy("a request", "delivered in part"),
    State.REFUSED: pgettext_lazy("a request", "refused"),
    State.DELIVERED: pgettext_lazy("a request", "delivered"),
}
TONES = {
    State.OPEN: "plain",
    State.LATE: "waiting",
    State.PARTIAL: "waiting",
    State.REFUSED: "closed",
    State.DELIVERED: "good",
}
NEEDS = (
    (Needs.MAJORITY.value, _("more for than against")),
    (Needs.TWO_THIRDS.value, _("twice as many for as against")),
    (Needs.CONSENSUS.value, _("nobody against")),
)
