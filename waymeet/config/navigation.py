"""The rooms a signed-in person can enter: what the top of every desk page shows."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May

DOORS, PEOPLE, ACTION = _("Doors"), _("Our people"), _("Action")
OUTREACH, DIVERSION, HOUSE = _("Outreach"), _("Diversion"), _("House")
FLAT = 8  # as many rooms as fit side by side; whoever has more finds them in groups
PLACES = (
    (DOORS, "organizing", "turf:list", _("Turf"), May.SEE_TURF),
    (DOORS, "organizing", "turf:town", _("Town"), May.SEE_TOWN),
    (DOORS, "organizing", "canvass:results", _("Results"), May.SEE_RESULTS),
    (DOORS, "organizing", "canvass:quarantine", _("Put aside"), May.WORK_QUARANTINE),
    (PEOPLE, "organizing", "contacts:introductions", _("Introductions"), May.READ_INTRODUCTIONS),
    (PEOPLE, "organizing", "contacts:people", _("Contacts"), May.SEE_CONTACTS),
    (PEOPLE, "organizing", "one_on_ones:week", _("My week"), May.HOLD_ONE_ON_ONES),
    (PEOPLE, "organizing", "lists:saved", _("Lists"), May.MAKE_LISTS),
    (PEOPLE, "organizing", "messages:sent", _("Messages"), May.WRITE_TO_LISTS),
    (PEOPLE, "organizing", "imports:batches", _("Bring in people"), May.BRING_IN_CONTACTS),
    (PEOPLE, "organizing", "duplicates:candidates", _("Same person twice?"), May.BRING_IN_CONTACTS),
    (ACTION, "organizing", "events:coming", _("Events"), May.RUN_EVENTS),
    (ACTION, "organizing", "leadership:page", _("Leaders"), May.ASSESS),
    (ACTION, "organizing", "campaigns:tests", _("Structure tests"), May.RUN_CAMPAIGNS),
    (ACTION, "organizing", "coalitions:page", _("Coalition and demands"), May.RUN_CAMPAIGNS),
    (ACTION, "organizing", "tallies:page", _("How we are doing"), May.SEE_TALLIES),
    (OUTREACH, "care", "naloxone:nights", _("Kit nights"), May.OPEN_NIGHT),
    (OUTREACH, "care", "naloxone:handouts", _("Hand-outs"), May.SEE_HANDOUTS),
    (OUTREACH, "care", "reversals:page", _("Reversals"), May.TAKE_REVERSALS),
    (OUTREACH, "care", "reversals:review", _("Look reports over"), May.REVIEW_REVERSALS),
    (OUTREACH, "care", "alerts:page", _("Alerts"), May.TAKE_REVERSALS),
    (OUTREACH, "care", "alerts:page", _("Alerts"), May.SIGN_ALERTS),
    (OUTREACH, "care", "referrals:page", _("Referrals"), May.REFER),
    (OUTREACH, "care", "teaching:page", _("Teaching"), May.TEACH),
    (OUTREACH, "care", "codes:page", _("Codes"), May.READ_PARTICIPANTS),
    (OUTREACH, "care", "participants:list", _("Participants"), May.READ_PARTICIPANTS),
    (OUTREACH, "care", "peers:own", _("After a night"), May.WRITE_DEBRIEFS),
    (OUTREACH, "care", "peers:bulk", _("Handed on"), May.HAND_ON),
    (OUTREACH, "care", "peers:stipends", _("Stipends"), May.KEEP_STIPENDS),
    (OUTREACH, "care", "supplies:stock", _("Supplies"), May.MANAGE_SUPPLIES),
    (OUTREACH, "care", "directory:search", _("Directory"), May.KEEP_DIRECTORY),
    (OUTREACH, "care", "questions:register", _("Questions"), May.KEEP_QUESTIONS),
    (OUTREACH, "care", "questions:register", _("Questions"), May.VETO_QUESTIONS),
    (OUTREACH, "care", "funders:list", _("Funders"), May.REPORT_TO_FUNDERS),
    (OUTREACH, "care", "saturation:page", _("Kits needed"), May.REPORT_TO_FUNDERS),
    (DIVERSION, "diversion", "handoff:offer", _("Offer LEAD"), May.SEND_DIVERSION),
    (DIVERSION, "diversion", "handoff:own", _("My referrals"), May.SEND_DIVERSION),
    (DIVERSION, "diversion", "handoff:pages", _("Calls"), May.ANSWER_PAGES),
    (DIVERSION, "diversion", "casework:list", _("Cases"), May.READ_CASES),
    (DIVERSION, "diversion", "table:meetings", _("Around the table"), May.READ_CASES),
    (DIVERSION, "diversion", "incidents:ledger", _("Ledger"), May.KEEP_LEDGER),
    (DIVERSION, "diversion", "incidents:sums", _("What it adds up to"), May.READ_LEDGER),
    (DIVERSION, "diversion", "incidents:rules", _("Rules"), May.KEEP_RULES),
    (DIVERSION, "diversion", "feeds:list", _("From agencies"), May.KEEP_FEEDS),
    (DIVERSION, "diversion", "governance:bodies", _("Meetings and votes"), May.GOVERN),
    (DIVERSION, "diversion", "governance:clock", _("Asked of agencies"), May.GOVERN),
    (HOUSE, "reports", "release:list", _("Numbers"), May.SEE_RELEASES),
    (HOUSE, "demands", "demands:list", _("Legal demands"), May.HANDLE_DEMANDS),
    (HOUSE, "keeping", "keeping:who_did_what", _("Who did what"), May.READ_AUDIT),
    (HOUSE, "accounts", "trainings:matrix", _("Trainings"), May.KEEP_TRAININGS),
    (HOUSE, "accounts", "accounts:people", _("People"), May.MANAGE_ACCOUNTS),
)


@dataclass
class Room:
    """One link at the top."""

    address: str
    words: Any
    here: bool


@dataclass
class Group:
    """Rooms that belong together. Without words they stand side by side, as few as they are."""

    words: Any
    rooms: list[Room] = field(default_factory=list)

    @property
    def here(self) -> bool:
        return any(room.here for room in self.rooms)


def rooms(request: HttpRequest) -> dict[str, Any]:
    """Template context: `rooms` = groups of links, by the person's permissions and our sides."""
    person = getattr(request, "person", None)
    if person is None:
        return {"rooms": []}
    groups: dict[Any, Group] = {}
    for group, address, words in dict.fromkeys(_open_to(person)):  # a room with two doors is one room
        groups.setdefault(group, Group(group)).rooms.append(Room(address, words, here=False))
    every = [room for group in groups.values() for room in group.rooms]
    ours = [room for room in every if request.path.startswith(room.address)]
    if ours:
        max(ours, key=lambda room: len(room.address)).here = True
    if not every:
        return {"rooms": []}
    return {"rooms": list(groups.values()) if len(every) > FLAT else [Group("", every)]}


def _open_to(person: Person) -> Iterator[tuple[Any, str, Any]]:
    open_sides = {*settings.SIDES, "reports", "demands", "keeping", "accounts"}
    for group, side, name, words, permission in PLACES:
        if side in open_sides and can(person, permission):
            with suppress(NoReverseMatch):
                yield group, reverse(name), words
