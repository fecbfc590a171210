"""Fills a server's data folder with an evening's work, for the browser (Server.python runs `printed`)."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any


def handed_on(people: Any) -> Any:
    """Somebody handed from care to organizing; and a hand-off that Olga offers and that waits for an answer."""
    from tests.consent import made
    from waymeet.organizing.contacts import hand_offs

    made.granted(people, made.scope("organizing"))
    asked = made.scope("care")
    return hand_offs.offer(name="Marisol", scope=asked, language="es", read_aloud=True, by=people["Olga"])


def filed(people: Any) -> dict[str, str]:
    """A file in each room that keeps them, with a note corrected once; and for each somebody who was handed over."""
    from tests.consent import made
    from waymeet.care.participants.room import ROOM as PARTICIPANTS
    from waymeet.casefiles import services
    from waymeet.diversion.casework.room import ROOM as CASEWORK

    begun = {}
    for place, room, who in (("file", PARTICIPANTS, "Wanda"), ("case", CASEWORK, "Casey")):
        by = {"room": room, "by": people[who], "keyring": made.keyring(people, who)}
        said = {"called": "Marisol", "language": "es", "contact": "518-555-0142", "follows": str(people[who].id)}
        file_id = services.open_file(said=said, **by)
        services.open_file(said={"state": "looking"}, **by)
        note = services.add_note(file_id=file_id, words="met at the library", **by)
        services.write_anew(file_id=file_id, record=note, seen=1, said={"words": "met behind the library"}, **by)
        made.granted(people, made.scope(room.side))
        begun[place] = str(file_id)
        begun |= {f"{place}_{name}": code for name, code in paged(file_id, by).items()}
    return begun | {"told": told_outside(people, int(begun["case"])), "holder": coded(people)}


def paged(file_id: int, by: dict[str, Any]) -> dict[str, str]:
    """Marisol has a goal, a task and a plan, her two papers, and said that something is wrong."""
    from waymeet.casefiles import kinds, own, papers, services
    from waymeet.kernel import clock

    for kind, said in (
        (kinds.GOAL, {"words": "a room of my own"}),
        (kinds.TASK, {"words": "ask at the office", "who": "both", "week": clock.iso_week(clock.today())}),
        (kinds.PLAN, {"title": "Using alone", "words": "call before"}),
    ):
        services.put_down(file_id=file_id, kind=kind, said=said, **by)
    made = papers.make(file_id=file_id, **by)
    own.correct(own=own.found(by["room"], made.page), words="it was the church")
    return {"page_code": made.page, "second_code": made.second}


def coded(people: Any) -> str:
    """Somebody's card, and what was handed out under it."""
    from waymeet.care.codes import services
    from waymeet.care.codes.models import Use

    by = services.By(people["Wanda"], keyring_of(people, "Wanda"))
    holder = services.begin(code="BCD2344", by=by)
    services.set_phrase(holder_id=holder, phrase="the heron on the pier", by=by)
    Use.objects.create(holder_id=holder, iso_week="2026-W40", items={"1": 2})
    return str(holder)


def told_outside(people: Any, case: int) -> str:
    """The case team told a clinic something, because Marisol agreed."""
    import datetime as dt

    from tests.consent import made
    from waymeet.casefiles import hand_offs
    from waymeet.consent import gate
    from waymeet.diversion.casework.room import ROOM
    from waymeet.kernel import clock

    by = {"by": people["Casey"], "keyring": made.keyring(people, "Casey")}
    until = clock.today() + dt.timedelta(days=30)
    scope = gate.Scope("outside", frozenset({"name", "needs"}), "treatment", until)
    named = hand_offs.Beyond("The clinic on Lark Street")
    put = {"scope": scope, "language": "en", "read_aloud": True, "beyond": named}
    record = hand_offs.offer(room=ROOM, file_id=case, **put, **by)
    one = hand_offs.kept(room=ROOM, file_id=case, record=record, **by)
    said = {"patient_name": "Marisol", "signed_how": "on_paper", "signed_by": "Marisol"}
    hand_offs.grant(room=ROOM, one=one, said=said, fields={"name": "Marisol"}, **by)
    return str(record)


def fill(folder: Path) -> dict[str, Any]:
    """People of every role, a street, a turf worked, one waiting, a door in none; an introduction, records put aside, two nights."""

    from tests.desk import demands_made, directory_made, fill_care, fill_diversion, fill_peers, fill_people, work_made
    from tests.desk.conftest import People
    from tests.town import a_turf
    from waymeet.organizing.canvass.models import PutAside
    from waymeet.organizing.contacts.models import Introduction
    from waymeet.organizing.turf.models import TownImport, TurfDoor

    people = People()
    secrets = apps_of(people)
    walk = work_made.walk(people, folder)
    TurfDoor.objects.filter(turf=walk.turf, position__gte=9).delete()
    waiting = a_turf(walk.doors[9:11], people["Olga"], "B", walk.turf.canvass_pass)
    walk.knock(0, "answered", note="the gate sticks")
    walk.knock(1, "no_answer")
    walk.introduce(2, "es", name="Marisol", contact_point="518-555-0142", when="evenings")
    [walk.phone.record(kind, {}, walk.turf.id) for kind in ("dance", "sing", "whistle")]
    other = json.loads(walk.phone.record("visit", {"door": str(walk.doors[5]), "outcome": "answered"}))
    walk.phone.records[-1] = json.dumps(other | {"turf": str(waiting.id)}).encode()
    walk.hand_in()
    before, tonight, reversal = _evenings(people)
    return {
        **(filed(people) | fill_people.every(people, folder) | directory_made.directory(people, folder)),
        **(fill_care.every(people) | fill_peers.every(people) | _stock(people)),
        **fill_diversion.every(people),
        "demand": str(demands_made.demand(people).pk),
        "words": people.words,
        "secrets": secrets,
        "names": {shown_as: person.name for shown_as, person in people.known.items()},
        "cam": str(people["Cam"].id),
        "turf": str(walk.turf.id),
        "waiting": str(waiting.id),
        "introduction": str(Introduction.objects.get(source="door").id),
        "hand_off": str(handed_on(people)),
        "run": str(TownImport.objects.get().id),
        "program": str(tonight.program.id),
        "reversal": reversal,
        "holder": coded(people),
        "day": before.night.day.isoformat(),
        **_sheets(people),
        "aside": [str(row.id) for row in PutAside.objects.all()],
    }


def _stock(people: Any) -> dict[str, str]:
    from tests.desk import stock_made

    made = stock_made.stock(people["Wanda"])
    stock_made.estimated(made, people["Wanda"])
    return made.addresses


def _evenings(people: Any) -> tuple[Any, Any, str]:
    """A kit night that was opened, one that waits, and the code of the poster for reversals."""
    import datetime as dt

    from tests.desk import care_made
    from waymeet.care.naloxone import services as naloxone
    from waymeet.care.supplies import services as supplies
    from waymeet.kernel import clock

    before = care_made.evening(people, clock.today() - dt.timedelta(days=21))
    care_made.handed_in(before.night, {1: 40, 2: 3, 3: 25}, note="asked for strips")
    supplies.take_out(program_id=before.program.id, day=before.night.day, counts={1: 80, 2: 10}, by=people["Wanda"])
    naloxone.open_pool(day=before.night.day, by=people["Wanda"], keyring=keyring_of(people, "Wanda"))
    tonight = care_made.evening(people)
    reversal = told_by_poster(people)
    care_made.handed_in(tonight.night, {1: 12})
    return before, tonight, reversal


def told_by_poster(people: Any) -> str:
    """Reversals told through the poster, one of them to be talked over, and somebody who would like to talk."""
    from waymeet.care.reversals import services
    from waymeet.care.reversals.models import Report

    _row, code = services.poster(by=people["Wanda"])
    told = {
        "happened": "week",
        "doses": 2,
        "lived": "yes",
        "called_911": "afraid",
        "drugs": ["fentanyl"],
        "area_number": 1,
    }
    for _time in range(2):
        services.tell(code=code, said=told)
    services.review(report_id=Report.objects.all()[0].pk, finding="follow", by=people["Clio"])
    services.wish(code=code, reach="518-555-0191 after six")
    return code


def apps_of(people: Any) -> dict[str, str]:
    """Everybody; and what the authenticator apps of those who need one count with."""
    from tests.builders import app_of
    from tests.desk.conftest import ROLES_OF
    from waymeet.accounts.second_step import is_needed

    every = {one: people.words_of(one) for one in ROLES_OF}
    return {one: app_of(people[one].name, words) for one, words in every.items() if is_needed(people[one].roles)}


def _sheets(people: Any) -> dict[str, str]:
    """Olga printed sheets of the organizing team's key."""
    from waymeet.accounts import ceremony

    keyring = keyring_of(people, "Olga")
    sheets = ceremony.print_sheets(team="organizing", needed=2, among=3, by=people["Olga"], keyring=keyring)
    return {"epoch": sheets.epoch, "sheet": sheets.sheets[0]}


def keyring_of(people: Any, shown_as: str) -> Any:
    from waymeet.accounts import sign_in
    from waymeet.accounts.keyring import Keyring

    account, private = sign_in.recognize(people[shown_as].name, people.words_of(shown_as))
    return Keyring(account.id, private)


def printed() -> None:
    """Make it all and print what the browser needs, as JSON."""
    import django

    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(json.dumps(fill(Path(folder))))
