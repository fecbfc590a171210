"""Invented participants of both rooms with files: some with a name, some without, and a hand-off each way."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from waymeet.care.participants.room import ROOM as PARTICIPANTS
from waymeet.casefiles import hand_offs, kinds, own, papers, services
from waymeet.casefiles.room import Room
from waymeet.consent import gate
from waymeet.demo.people import Invited
from waymeet.diversion.casework.room import ROOM as CASEWORK
from waymeet.kernel import clock

# called, others, pronouns, language, contact, how to reach them, a message?, state
OUTREACH = (
    (
        "Güero",
        "el de la gorra",
        "",
        "es",
        "corner of Clinton and Ontario, after dark",
        "not near his uncle",
        "",
        "active",
    ),
    ("", "", "", "", "", "", "", "active"),
    ("Miss Pearl", "Pearl", "she", "en", "518-555-0101", "mornings; her son reads her texts", "no", "active"),
    ("Tiny", "", "they", "en", "the library, second floor", "", "", "active"),
    (
        "Naw Paw",
        "",
        "she",
        "ksw",
        "her cousin's shop on Delaware",
        "ask for the cousin, say nothing else",
        "no",
        "active",
    ),
    ("JJ", "Jay, Jamal", "he", "en", "518-555-0102", "", "yes", "looking"),
    ("Ana", "Anita", "", "es", "518-555-0103", "evenings", "yes", "active"),
    ("", "the one with the red bike", "", "en", "under the overpass", "", "", "active"),
    ("Bashir", "", "he", "fa", "518-555-0104", "after prayer on Fridays", "yes", "paused"),
    ("Lou", "", "", "en", "no phone now", "", "", "elsewhere"),
    ("Marie-Ange", "", "she", "ht", "518-555-0105", "", "no", "active"),
    ("Old Pete", "", "he", "en", "", "", "", "closed"),
)
CASES = (
    ("Darnell", "", "he", "en", "518-555-0111", "texts are fine", "yes", "active"),
    ("Xiomara", "Xio", "she", "es", "518-555-0112", "not on weekends", "no", "active"),
    ("", "", "", "en", "through his lawyer", "", "", "looking"),
    ("Kev", "Kevin", "", "en", "518-555-0113", "", "yes", "active"),
    (
        "Rosalind",
        "",
        "she",
        "en",
        "the shelter on South Pearl",
        "ask at the desk for nobody; wait outside",
        "no",
        "active",
    ),
    ("Hser", "", "he", "ksw", "518-555-0114", "his sister interprets", "yes", "active"),
    ("Marcus", "Big Marc", "he", "en", "518-555-0115", "", "yes", "paused"),
    ("Dee Dee", "", "she", "en", "518-555-0116", "before nine", "", "active"),
    ("Luis", "", "", "es", "518-555-0117", "", "yes", "active"),
    ("Tasha", "", "she", "en", "518-555-0118", "calls only", "no", "elsewhere"),
    ("", "no name so far", "", "", "", "", "", "active"),
    ("Vern", "", "he", "en", "518-555-0119", "", "yes", "closed"),
)
NOTES = (
    "Talked for a while. Wants an ID card first, everything else later.",
    "Needs a dry place for his things. Asked about storage at the church.",
    "Went to the clinic together. Next visit in two weeks.",
    "Not there today. Left socks with the neighbour, said nothing.",
)
GOALS = ("An ID with my own name on it.", "A room where I can lock the door.", "See my daughter on Sundays.", "Sleep.")
# what, who does it, how far it is
TASKS = (("Ask the clerk which papers are enough", "us", "open"), ("Call the landlord together", "both", "done"))
PLAN = {
    "title": "Using alone",
    "words": "Door unlocked, naloxone on the table, call the line first. Knock twice: they answer or we come in.",
}
PARTS = ("called", "others", "pronouns", "language", "contact", "reach", "message", "state")


def begin(people: Mapping[str, Invited]) -> None:
    """A dozen files in each room, made by the two who hold its key; then a hand-off each way, both agreed to."""
    outreach = _files(PARTICIPANTS, (people["dee"], people["sol"]), OUTREACH)
    cases = _files(CASEWORK, (people["nell"], people["teo"]), CASES)
    told = {"name": "Ana", "contact_point": "518-555-0103", "needs": "help with two open tickets"}
    _hand_off(PARTICIPANTS, people["dee"], outreach[6], ("diversion", "case_support"), told)
    told = {"name": "Luis", "needs": "wound care, and somebody who comes to where he sleeps"}
    _hand_off(CASEWORK, people["teo"], cases[8], ("care", "getting_help"), told)


def _files(room: Room, workers: tuple[Invited, Invited], lines: tuple[tuple[str, ...], ...]) -> list[int]:
    made = []
    for number, line in enumerate(lines):
        worker = workers[number % 2]
        by: dict[str, Any] = {"room": room, "by": worker.person, "keyring": worker.keyring}
        said = dict(zip(PARTS, line, strict=True)) | {"follows": str(worker.person.id)}
        made.append(services.open_file(said=said, **by))
        if number % 3 != 1:
            services.add_note(file_id=made[-1], words=NOTES[number % len(NOTES)], **by)
            _written(made[-1], number, by)
    return made


def _written(file_id: int, number: int, by: dict[str, Any]) -> None:
    """A goal, and for some a task and a plan. The third has a page, and wrote there that a note is wrong."""
    goal = {"words": GOALS[number % len(GOALS)], "state": ("open", "reached", "let_go")[number % 5 % 3]}
    services.put_down(file_id=file_id, kind=kinds.GOAL, said=goal, **by)
    words, who, state = TASKS[number % len(TASKS)]
    week = clock.iso_week(clock.today() + dt.timedelta(weeks=number % 4))
    task = {"words": words, "who": who, "state": state, "week": week}
    services.put_down(file_id=file_id, kind=kinds.TASK, said=task, **by)
    if number % 2 == 0:
        services.put_down(file_id=file_id, kind=kinds.PLAN, said=PLAN, **by)
    if number == 2:
        paper = papers.make(file_id=file_id, **by)
        own.correct(own=own.found(by["room"], paper.page), words="It was my sister who asked, not me.")


def _hand_off(room: Room, worker: Invited, file_id: int, to: tuple[str, str], told: dict[str, str]) -> None:
    by: dict[str, Any] = {"room": room, "by": worker.person, "keyring": worker.keyring}
    until = clock.today() + dt.timedelta(days=90)
    scope = gate.Scope(to[0], frozenset(told), to[1], until)
    record = hand_offs.offer(file_id=file_id, scope=scope, language="es", read_aloud=True, **by)
    one = hand_offs.kept(file_id=file_id, record=record, **by)
    said = {"patient_name": told["name"], "signed_how": "on_paper", "signed_by": told["name"]}
    hand_offs.grant(one=one, said=said, fields=told, **by)
