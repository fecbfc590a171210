"""What outcomes mean, what results count, and how records add up to what is true now. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

# Door level, no person needed (facts: organizing craft 3.6).
OUTCOMES: dict[str, Any] = {
    "answered": _("answered"),
    "no_answer": _("no answer"),
    "refused": _("did not want to talk"),
    "come_back": _("asked to come back"),
    "inaccessible": _("could not reach the door"),
    "vacant": _("nobody lives there"),
    "address_not_found": _("address not found"),
    "language_barrier": _("no shared language"),
    "do_not_knock": _("do not knock"),
    "unsafe": _("felt unsafe"),
}
PERSONS = ("contacted", "not_home", "moved", "deceased", "refused", "do_not_contact", "met_not_on_list")
FLAGS = ("dog", "unsafe", "do_not_knock", "no_entry")
CONTACT = frozenset({"answered"})
# A second pass goes where nobody has answered yet, and where going again makes sense.
SETTLED = frozenset({"answered", "refused", "vacant", "address_not_found", "do_not_knock", "unsafe"})

DEFINITIONS: dict[str, Any] = {
    "doors": _("Doors: doors with at least one attempt."),
    "attempts": _("Attempts: every knock that was saved, whatever came of it; a knock taken back does not count."),
    "contacts": _("Contacts: attempts where somebody answered and talked."),
    "contact_rate": _("Contact rate: contacts out of attempts."),
    "follow_ups": _("Follow-ups: knocks where somebody asked to be visited again or a follow-up was promised."),
}

# Why a record was put aside, and what to do about it.
REASONS: dict[str, tuple[Any, Any]] = {
    "signature": (
        _("The signature does not fit the phone it names. It may be damaged, or not from that phone."),
        _("Ask the person to hand in once more. Take it in only if they say that this is what they did."),
    ),
    "device": (
        _("The phone is not known here. It may have been registered before a backup was restored."),
        _("Find out whose phone it is. If its work is real, take it in; they sign in again before the next walk."),
    ),
    "revoked": (
        _("The phone or the account had been ended when this came in."),
        _("If the work was done before that, take it in. If the phone was lost or stolen, leave it out."),
    ),
    "other_bytes": (
        _("A record with this id is held already and says something else."),
        _("Look at what it says. Take it in if both happened; leave it out if it only repeats the first one."),
    ),
    "sequence": (
        _("Another record of this phone has this number already."),
        _("This happens when a phone was put back from a copy of itself. If the knock was real, take it in."),
    ),
    "kind": (
        _("This kind of record is not known here. The phone may have a newer version."),
        _("Bring Waymeet up to date here. It goes on waiting until then."),
    ),
    "schema": (
        _("This version of the record is not known here. The phone may have a newer version."),
        _("Bring Waymeet up to date here. It goes on waiting until then."),
    ),
    "body": (
        _("Something in the record is missing or cannot be read."),
        _("Ask the person what happened at this door, and have it saved once more. Then leave this one out."),
    ),
    "turf": (
        _("The turf was not handed out to this person."),
        _("If they walked it for somebody else, take it in."),
    ),
    "meanwhile": (
        _("Somebody wrote this one-on-one up meanwhile."),
        _("Talk to whoever wrote it. Take it in to let the phone's words stand; leave it out to keep the desk's."),
    ),
    "joined": (
        _("This person was joined with another entry meanwhile, and the sealed words belong to the old one."),
        _("Ask whoever wrote it to write it up once more at the desk. Then leave this one out."),
    ),
    "event_off": (
        _("The event was called off."),
        _("Ask who was there. If it took place, plan it again and sign people in there. Then leave this one out."),
    ),
    "event_way": (
        _("People sign in another way at this event now."),
        _("Look at how the event counts people, and write it down there. Then leave this one out."),
    ),
    "role": (
        _("This person's role did not include this when it came in."),
        _("If the work was theirs to do, take it in. If not, leave it out."),
    ),
    "effect": (
        _("It could not be carried out as it stands: the door or turf it names is not there any more."),
        _("Once the door or turf is there again, take it in. If it will not be, leave it out."),
    ),
}


@dataclass(frozen=True)
class Knock:
    """A visit as results see it."""

    record: bytes
    door: UUID
    turf: UUID | None
    outcome: str
    follow_up: bool
    by: UUID
    day: Any


@dataclass
class Tally:
    """Counts of one row of results."""

    attempts: int = 0
    contacts: int = 0
    follow_ups: int = 0
    doors: set[UUID] = field(default_factory=set)

    def add(self, knock: Knock) -> None:
        self.attempts += 1
        self.contacts += knock.outcome in CONTACT
        self.follow_ups += knock.follow_up or knock.outcome == "come_back"
        self.doors.add(knock.door)

    @property
    def contact_rate(self) -> float | None:
        """Contacts out of attempts, 0 to 1; None where there was no attempt."""
        return self.contacts / self.attempts if self.attempts else None


def standing(knocks: Iterable[Knock], undone: Iterable[bytes]) -> list[Knock]:
    """The knocks that still count: an undo wins whether it came before or after what it undoes."""
    gone = frozenset(undone)
    return [knock for knock in knocks if knock.record not in gone]


def latest_by_door(knocks: Iterable[Knock]) -> dict[UUID, Knock]:
    """The last knock at each door, in the order the server holds them; phone clocks decide nothing."""
    return {knock.door: knock for knock in knocks}


def needs_no_second_visit(knocks: Iterable[Knock]) -> frozenset[UUID]:
    """Doors a second pass leaves out."""
    return frozenset(knock.door for knock in knocks if knock.outcome in SETTLED)


def flags_now(entries: Iterable[tuple[UUID, str, bool]]) -> dict[UUID, frozenset[str]]:
    """Flags of doors after (door, flag, on) in the order they were held."""
    state: dict[UUID, set[str]] = {}
    for door, flag, on in entries:
        (state.setdefault(door, set()).add if on else state.setdefault(door, set()).discard)(flag)
    return {door: frozenset(flags) for door, flags in state.items() if flags}
