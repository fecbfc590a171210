"""What a demand may lead to: nothing, unless every paper, counsel and two people say otherwise. Pure.

42 CFR 2.61 to 2.67: a subpoena alone never suffices, and an order only permits; both are needed. New York PHL 2785 asks
for an order of its own before anything about HIV may be told to a court.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

APPROVERS = 2
MOST_BYTES = 10 * 1024 * 1024


class Kind(StrEnum):
    """What was brought."""

    SUBPOENA = "subpoena"
    COURT_ORDER = "court_order"
    SEARCH_WARRANT = "search_warrant"
    ADMINISTRATIVE = "administrative"
    INFORMAL = "informal"
    OTHER = "other"


class Paper(StrEnum):
    """What an attached file is."""

    DEMAND = "demand"
    COURT_ORDER = "court_order"
    HIV_ORDER = "hiv_order"
    SUBPOENA = "subpoena"
    ADVICE = "advice"
    ANSWER = "answer"


class Decision(StrEnum):
    """What counsel decided."""

    PENDING = "pending"
    RESIST = "resist"
    NARROW = "narrow"
    COMPLY = "comply"


class Outcome(StrEnum):
    """How it ended."""

    NOTHING = "nothing"
    WITHDRAWN = "withdrawn"
    QUASHED = "quashed"
    HANDED_OVER = "handed_over"


class Lack(StrEnum):
    """Why nothing may be handed over yet."""

    CLOSED = "closed"
    COURT_ORDER = "court_order"
    SUBPOENA = "subpoena"
    COUNSEL = "counsel"
    PART_2 = "part_2"
    HIV_ORDER = "hiv_order"
    PEOPLE = "people"


@dataclass(frozen=True)
class Standing:
    """Where a demand stands: attached papers, counsel's word, and how many people approved exactly this."""

    papers: frozenset[str]
    decision: str
    order_fits: bool
    about_hiv: bool
    closed: bool
    approvals: int


def lacking(standing: Standing) -> tuple[Lack, ...]:
    """Everything that is missing, in the order a person would get it; () only when all of it is there."""
    found = {
        Lack.CLOSED: standing.closed,
        Lack.COURT_ORDER: Paper.COURT_ORDER not in standing.papers,
        Lack.SUBPOENA: Paper.SUBPOENA not in standing.papers,
        Lack.COUNSEL: standing.decision not in (Decision.NARROW, Decision.COMPLY),
        Lack.PART_2: not standing.order_fits,
        Lack.HIV_ORDER: standing.about_hiv and Paper.HIV_ORDER not in standing.papers,
        Lack.PEOPLE: standing.approvals < APPROVERS,
    }
    return tuple(lack for lack, is_so in found.items() if is_so)


def lacking_before_people(standing: Standing) -> tuple[Lack, ...]:
    """What has to be there before anybody is asked to approve."""
    return tuple(lack for lack in lacking(standing) if lack != Lack.PEOPLE)


KINDS = {
    Kind.SUBPOENA: _("subpoena"),
    Kind.COURT_ORDER: _("court order"),
    Kind.SEARCH_WARRANT: _("search warrant"),
    Kind.ADMINISTRATIVE: _("ICE or other administrative warrant, not signed by a judge"),
    Kind.INFORMAL: _("informal request, without a paper"),
    Kind.OTHER: _("something else"),
}
PAPERS = {
    Paper.DEMAND: _("what was brought"),
    Paper.COURT_ORDER: _("a court order"),
    Paper.SUBPOENA: _("a subpoena"),
    Paper.HIV_ORDER: _("an order under PHL 2785 (HIV)"),
    Paper.ADVICE: _("counsel's advice"),
    Paper.ANSWER: _("what we answered"),
}
DECISIONS = {
    Decision.PENDING: _("not decided yet"),
    Decision.RESIST: _("resist: hand over nothing"),
    Decision.NARROW: _("narrow: hand over less than was asked"),
    Decision.COMPLY: _("comply: hand over what the order names"),
}
OUTCOMES = {
    Outcome.NOTHING: _("nothing was handed over"),
    Outcome.WITHDRAWN: _("they took it back"),
    Outcome.QUASHED: _("a court threw it out"),
    Outcome.HANDED_OVER: _("what was approved was handed over"),
}
LACKS = {
    Lack.CLOSED: _("This demand is closed."),
    Lack.COURT_ORDER: _("No court order is attached. A subpoena alone is not enough."),
    Lack.SUBPOENA: _("No subpoena is attached. A court order permits; it does not compel."),
    Lack.COUNSEL: _("Counsel has not said that anything may be handed over."),
    Lack.PART_2: _("Counsel has not confirmed that the court order was made under 42 CFR Part 2, Subpart E."),
    Lack.HIV_ORDER: _("It asks about HIV, and no order under Public Health Law 2785 is attached."),
    Lack.PEOPLE: _("Two different people have to approve it."),
}

SIGNATURES = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def type_of(content: bytes) -> str:
    """By the first bytes, whatever the name says; '' for what we do not take."""
    return next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), "")


def safe_name(paper: str, number: int, kind: str) -> str:
    """What a file is called when it is opened again: never the name it came with, which may name somebody."""
    return f"{paper.replace('_', '-')}-{number}.{ENDINGS[kind]}"
