"""The first page after signing in: what needs this person now, each side on its own, by what their roles may do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from waymeet.accounts.access import DeskRequest, signed_in
from waymeet.accounts.key_queries import notices_for
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can
from waymeet.accounts.queries import team_mates_without_keys
from waymeet.accounts.roles import May

if TYPE_CHECKING:
    from waymeet.casefiles.room import Room as FileRoom


@dataclass(frozen=True)
class Need:
    """One thing to do: how many of them (None where counting says nothing), what, why, and where."""

    count: int | None
    words: str
    why: str
    address: str
    pressing: bool = False


@dataclass(frozen=True)
class Room:
    """The needs of one side; `side` is the class that colours it."""

    side: str
    words: str
    needs: list[Need]


@signed_in
def page(request: DeskRequest) -> HttpResponse:
    person = request.person
    rooms = [Room(side, words, list(needs(person))) for side, words, needs in _open_rooms()]
    shown = {
        "needs_by_room": [room for room in rooms if room.needs],
        "told": notices_for(person),
        "goes_out": can(person, May.TAKE_TURF),
        "phone_address": request.build_absolute_uri(reverse("field")),
        "has_role": bool(person.roles),
    }
    return render(request, "home.html", shown)


def _open_rooms() -> list[tuple[str, str, Callable[[Person], Iterator[Need]]]]:
    """Only the sides this server holds."""
    every = [
        ("organizing", _("Organizing"), organizing_needs),
        ("care", _("Care"), care_needs),
        ("diversion", _("Diversion"), diversion_needs),
        ("house", _("Numbers and people"), house_needs),
    ]
    return [room for room in every if room[0] == "house" or room[0] in settings.SIDES]


def organizing_needs(person: Person) -> Iterator[Need]:
    from waymeet.organizing.canvass.queries.waiting import put_aside_waiting
    from waymeet.organizing.canvass.services.bundles import bundles_waiting
    from waymeet.organizing.contacts.queries import introductions_waiting
    from waymeet.organizing.events.queries import calls_waiting, to_close
    from waymeet.organizing.turf.queries.desk import turf_needs

    if can(person, May.SEE_TURF):
        turfs = turf_needs()
        late = _("The hour has passed and nobody handed in. Call them.")
        yield from _some(turfs.overdue, _("Turf overdue"), late, "turf:list", pressing=True)
        yield from _some(turfs.out, _("Turf out"), _("People are at doors with it."), "turf:list")
        yield from _some(turfs.waiting, _("Turf waiting"), _("Cut, and nobody has it."), "turf:list")
    if can(person, May.READ_INTRODUCTIONS):
        waiting = introductions_waiting()
        yield from _some(waiting, _("Introductions waiting"), _("They asked to be called."), "contacts:introductions")
    if can(person, May.RUN_EVENTS):
        why = _("They said they come. A call before brings more of them.")
        yield from _some(calls_waiting(), _("Confirmation calls today"), why, "events:calls")
        why = _("They are over. Say who came, and ask the others again.")
        yield from _some(to_close().count(), _("Events to close"), why, "events:coming")
    if can(person, May.WORK_QUARANTINE):
        why = _("Records that need a person's eye before they count.")
        yield from _some(put_aside_waiting() + bundles_waiting(), _("Put aside"), why, "canvass:quarantine")


def care_needs(person: Person) -> Iterator[Need]:
    """No count of anything that was handed out: that has pages of its own."""
    from waymeet.care.naloxone.queries import waiting_days
    from waymeet.care.naloxone.queries_desk import open_tonight
    from waymeet.care.supplies.queries import living_programs

    if can(person, May.OPEN_POOL):
        why = _("What came in lies sealed until somebody on the team opens it.")
        yield from _some(len(waiting_days()), _("Kit nights to open"), why, "naloxone:nights")
    if can(person, May.OPEN_NIGHT):
        if open_tonight():
            yield Need(None, _("A kit night is open"), _("Show or print its code."), reverse("naloxone:nights"))
        elif living_programs().exists():
            why = _("Open one if kits go out tonight.")
            yield Need(None, _("No kit night is open"), why, reverse("naloxone:nights"))
    if settings.HAS_FILES:
        from waymeet.care.participants.room import ROOM

        yield from _handed_to(ROOM, person)


def diversion_needs(person: Person) -> Iterator[Need]:
    yield from _called(person)
    yield from _governed(person)
    if settings.HAS_FILES:
        from waymeet.diversion.casework.room import ROOM

        yield from _handed_to(ROOM, person)


def _called(person: Person) -> Iterator[Need]:
    from waymeet.diversion.handoff.queries import open_calls

    if can(person, May.ANSWER_PAGES):
        rows = open_calls(by=person)
        mine = sum(one.called for one in rows)
        yield from _some(mine, _("An officer calls for you"), _("Say that you are on your way."), "handoff:pages")
        yield from _some(
            len(rows) - mine, _("Calls that are open"), _("Somebody waits or is met now."), "handoff:pages"
        )


def _governed(person: Person) -> Iterator[Need]:
    from waymeet.diversion.governance.queries import needs_somebody

    if can(person, May.GOVERN):
        late, owed = needs_somebody(by=person)
        yield from _some(
            late, _("Answers of agencies that are late"), _("Ask again, and write it down."), "governance:clock"
        )
        yield from _some(owed, _("Promises past their day"), _("Ask whoever made them."), "governance:bodies")


def _handed_to(room: "FileRoom", person: Person) -> Iterator[Need]:
    """How many hand-offs wait, and no more: who it is stays sealed."""
    from waymeet.casefiles.arriving import waiting

    if can(person, room.permission):
        why = _("Somebody agreed to it, and waits to hear from you.")
        yield from _some(len(waiting(room)), _("Hand-offs waiting"), why, f"{room.urls}:inbox")


def house_needs(person: Person) -> Iterator[Need]:
    from waymeet.demands.queries import demands_waiting
    from waymeet.reports.release.queries_desk import releases_to_review

    if can(person, May.REVIEW_RELEASE):
        why = _("A number goes out only after two reviewers have looked at it.")
        yield from _some(releases_to_review(person), _("Numbers to review"), why, "release:list")
    if can(person, May.HANDLE_DEMANDS):
        demands = demands_waiting()
        why = _("Each has a day to answer by. Hand over nothing; call counsel.")
        yield from _some(demands.open, _("Legal demands open"), why, "demands:list", pressing=demands.pressing)
    mates = team_mates_without_keys(person)
    yield from _some(mates, _("Team-mates without a key"), _("Only you and your team can share it."), "accounts:own")


def _some(count: int, words: str, why: str, name: str, *, pressing: bool = False) -> Iterator[Need]:
    if count:
        yield Need(count, words, why, reverse(name), pressing)
