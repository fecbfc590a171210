"""What an entry of the ledger may say: closed lists only. Sources: docs/decisions/0051-a-ledger-of-decisions.md."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Door(TextChoices):
    """The three ways into LEAD. They are never added up."""

    ARREST = "arrest", _("arrest diversion")
    SOCIAL = "social", _("social contact referral")
    COMMUNITY = "community", _("community referral")


class Came(TextChoices):
    """How the officer came to be there."""

    CALL = "call", _("somebody called")
    ON_VIEW = "on_view", _("the officer saw it")
    UNKNOWN = "unknown", _("not known")


class Complainant(TextChoices):
    """Whether somebody who complained agrees that nobody is prosecuted."""

    NONE = "none", _("nobody complained")
    AGREES = "agrees", _("agrees to LEAD")
    DECLINES = "declines", _("does not agree")
    NOT_ASKED = "not_asked", pgettext_lazy("a complainant", "was not asked")


class Offer(TextChoices):
    """The decision. Not offering is a decision like the other one."""

    OFFERED = "offered", _("offered")
    NOT_OFFERED = "not_offered", _("not offered")


class WhyNot(TextChoices):
    """Why it was not offered."""

    NOT_ELIGIBLE = "not_eligible", _("not eligible under the rules")
    COMPLAINANT = "complainant", _("whoever complained did not agree")
    NO_NEED = "no_need", _("one talk settles it, no lasting need was seen")
    IN_CRISIS = "in_crisis", _("had to go to a hospital first")
    NOBODY_CAME = "nobody_came", _("no case manager could be reached")
    SUPERVISOR = "supervisor", _("a supervisor decided against it")
    NOT_TRAINED = "not_trained", _("the officer was not trained yet")
    OFFICER = "officer", _("the officer decided against it")
    NOT_SAID = "not_said", _("no reason was given")


class Response(TextChoices):
    """What the person said to the offer. Declining has no consequence here."""

    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined the offer")
    NO_ANSWER = "no_answer", _("left before there was an answer")


class WhyDeclined(TextChoices):
    """Only if the person said why."""

    NO_TRUST = "no_trust", _("does not trust it")
    NO_WISH = "no_wish", _("does not want services")
    COURT = "court", _("would rather go to court")
    HAS_HELP = "has_help", _("has help already")
    LANGUAGE = "language", _("nobody spoke their language")
    NOT_SAID = "not_said", _("did not say")


class Instead(TextChoices):
    """What happened where the person was not diverted."""

    ARREST = "arrest", _("arrest")
    TICKET = "ticket", _("appearance ticket")
    WARNED = "warned", _("warned and let go")
    HOSPITAL = "hospital", _("taken to a hospital")
    NOTHING = "nothing", _("nothing")
    UNKNOWN = "unknown", _("not known")


class Referrer(TextChoices):
    """Who referred somebody without an incident."""

    OFFICER = "officer", _("an officer")
    PROVIDER = "provider", _("a service provider")
    BUSINESS = "business", _("a business")
    NEIGHBOR = "neighbor", _("a neighbor")
    FAMILY = "family", _("family or a friend")
    THEMSELVES = "themselves", _("they came themselves")
    OTHER = "other", pgettext_lazy("who referred", "somebody else")


class WhyCorrected(TextChoices):
    """Why an entry was written anew."""

    TYPED_WRONG = "typed_wrong", _("it was typed wrong")
    KNOWN_LATER = "known_later", _("more became known")
    PERSON_SAYS = "person_says", _("the person says it was otherwise")
    AGENCY_SAYS = "agency_says", _("the agency says it was otherwise")
