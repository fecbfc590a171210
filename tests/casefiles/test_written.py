"""Goals, tasks, plans and notes: what is shown is saved, what is saved is shown, and nothing in plain tells them apart."""

import re

import pytest

from waymeet.casefiles import kinds, opening, reading, services
from waymeet.casefiles.forms_written import FORMS
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound

pytestmark = pytest.mark.django_db(databases="__all__")
WEEK = clock.iso_week(clock.today())
SAID = {
    kinds.GOAL: {"words": "a door that locks", "state": "reached"},
    kinds.TASK: {"words": "ask for the form", "who": "both", "week": WEEK, "state": "dropped", "apart": "on"},
    kinds.PLAN: {"title": "a bad night", "words": "call her sister", "apart": "on"},
    kinds.NOTE: {"words": "met at the library", "apart": "on"},
}
SHOWN = {
    kinds.GOAL: ("a door that locks", "reached"),
    kinds.TASK: ("ask for the form", "together", "by the week of", "dropped", "not on their own page"),
    kinds.PLAN: ("a bad night", "call her sister", "not on their own page"),
    kinds.NOTE: ("met at the library", "not on their own page"),
}


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def file_of(place, file_id: int):
    return reading.one_file(file_id=file_id, **place.by())


def put(place, file_id: int, kind: str, **said):
    return services.put_down(file_id=file_id, kind=kind, said={"words": "something", **said}, **place.by())


@pytest.mark.parametrize("kind", kinds.WRITTEN)
def test_every_line_of_a_form_is_saved_and_shown(place, kind: str):
    file_id = place.begin()
    desk, said = place.desk(), SAID[kind]
    assert set(FORMS[kind].base_fields) == {*said, "seen"}
    assert desk.post(place.at(file_id, kind), said).status_code == 302
    [[one]] = file_of(place, file_id).things[kind]
    assert {name: one.said[name] for name in said} == {**said, **({"apart": True} if "apart" in said else {})}
    page = text(desk.get(place.at(file_id)))
    for words in SHOWN[kind]:
        assert words in page
    form = text(desk.get(place.at(file_id, "written", one.record)))
    for name, value in said.items():
        assert f'name="{name}"' in form
        assert value in form or value == "on"


@pytest.mark.parametrize("kind", kinds.WRITTEN)
def test_a_change_keeps_every_earlier_version(place, kind: str):
    file_id = place.begin()
    record = put(place, file_id, kind, words="first")
    where, desk = place.at(file_id, "written", record), place.desk()
    assert desk.post(where, {**SAID[kind], "words": "second", "seen": "1"}).status_code == 302
    late = desk.post(where, {**SAID[kind], "words": "third", "seen": "1"})
    assert late.status_code == 422
    assert "Nothing is lost" in text(late)
    [versions] = file_of(place, file_id).things[kind]
    assert [one.words for one in versions] == ["second", "first"]
    page = text(desk.get(place.at(file_id)))
    assert page.index("second") < page.index("first")


@pytest.mark.parametrize("kind", kinds.WRITTEN)
def test_without_words_there_is_nothing(place, kind: str):
    file_id = place.begin()
    with pytest.raises(BadInput):
        put(place, file_id, kind, words="  ")
    answer = place.desk().post(place.at(file_id, kind), {"words": "", "state": "open"})
    assert answer.status_code == 422
    assert place.room.records.objects.count() == 0


def test_goals_come_first_and_none_is_ever_failed(place):
    file_id = place.begin()
    for kind in reversed(kinds.WRITTEN):
        put(place, file_id, kind, words=f"the {kind}")
    page = text(place.desk().get(place.at(file_id)))
    places = [page.index(f"the {kind}") for kind in kinds.WRITTEN]
    assert places == sorted(places)
    assert "fail" not in " ".join(str(label).lower() for label in (*kinds.Goal.labels, *kinds.Task.labels))
    with pytest.raises(BadInput):
        put(place, file_id, kinds.GOAL, state="failed")


def test_what_is_ended_stands_below_what_is_open(place):
    file_id = place.begin()
    put(place, file_id, kinds.TASK, words="over", state="done")
    put(place, file_id, kinds.TASK, words="ahead")
    assert [lot[0].words for lot in file_of(place, file_id).tasks] == ["ahead", "over"]


def test_nothing_in_plain_tells_one_kind_from_another(place):
    file_id = place.begin()
    place.room.line.objects.all().delete()
    for kind in kinds.WRITTEN:
        put(place, file_id, kind)
    rows = list(place.room.records.objects.all())
    assert {(row.version, row.generation, len(bytes(row.sealed))) for row in rows} == {
        (1, 1, len(bytes(rows[0].sealed)))
    }
    said = set(place.room.line.objects.values_list("verb", "subject", "basis"))
    assert said == {("file.note", str(file_id), "")}


def test_hand_offs_are_no_thing_to_change_and_others_files_neither(place):
    one, other = place.begin(), place.begin()
    record = put(place, one, kinds.GOAL)
    with pytest.raises(NotFound):
        services.write_anew(file_id=other, record=record, seen=1, said={"words": "x"}, **place.by())
    with pytest.raises(Conflict):
        services.write_anew(file_id=one, record=record, seen=2, said={"words": "x"}, **place.by())
    assert place.desk().get(place.at(other, "written", record)).status_code == 404


def test_only_the_team_writes(place):
    file_id = place.begin()
    outside = {"room": place.room, "by": place.people["Olga"], "keyring": place.keyring("Olga")}
    with pytest.raises(NotAllowed):
        services.put_down(file_id=file_id, kind=kinds.GOAL, said={"words": "x"}, **outside)
    assert place.people.at_desk("Olga").post(place.at(file_id, "goal"), {"words": "x"}).status_code == 403
    assert opening.one_file(place.room, file_id, place.keyring()).row.pk == file_id


def test_their_copy_on_paper_holds_all_of_it(place):
    file_id = place.begin()
    for kind in kinds.WRITTEN:
        put(place, file_id, kind, words=f"the {kind}", apart=kind == kinds.NOTE)
    page = text(place.desk().get(place.at(file_id, "copy")))
    for kind in kinds.WRITTEN:
        assert f"the {kind}" in page
