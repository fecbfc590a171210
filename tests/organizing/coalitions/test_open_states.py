"""Public officials out of Open States files: brought in, refreshed, marked and never lost."""

import dataclasses
import datetime as dt
import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.organizing.coalitions.conftest import SAMPLE
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput
from waymeet.organizing.coalitions import officials, open_states, packed, queries_officials
from waymeet.organizing.coalitions.models import Office, Official, Seat, Term
from waymeet.organizing.coalitions.open_states import Held, Read

db = pytest.mark.django_db(databases="__all__")
JACKSON = "ocd-person/3da548b5-8a96-4dbf-9bf8-da3755d6caa3"


def sample() -> Read:
    return open_states.read(packed.in_folder(SAMPLE))


def archives() -> dict[str, bytes]:
    """The sample in every way it may come."""
    made = {}
    for kind in ("xz", "gz"):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode=f"w:{kind}") as archive:
            archive.add(SAMPLE, arcname=".")
        made[f"ny.tar.{kind}"] = out.getvalue()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in SAMPLE.rglob("*"):
            archive.write(path, path.relative_to(SAMPLE))
    return made | {"ny.zip": out.getvalue()}


@db
def test_officials_come_in_with_what_belongs_to_their_office(rosa, state):
    assert (state.new, state.changed, state.same, state.troubles) == (4, 0, 0, [])
    row = Official.objects.get(key=JACKSON)
    assert (row.name, row.party, row.email) == ("Robert Jackson", "Democratic/Working Families", "jackson@nysenate.gov")
    assert Office.objects.filter(official=row).count() == 2
    assert queries_officials.offices_of({row.pk}) == {row.pk: "State senate, NY, district 31"}
    mayor = Official.objects.get(name="Dorcey Applyrs")
    assert queries_officials.offices_of({mayor.pk}) == {mayor.pk: "Mayor, Albany, NY"}


@db
def test_the_same_file_again_changes_nothing(rosa, state):
    before = list(Term.objects.order_by("pk").values())
    again = officials.load(found=sample(), by=rosa.person)
    assert (again.new, again.changed, again.same, again.absent) == (0, 0, 4, 0)
    assert list(Term.objects.order_by("pk").values()) == before


@db
def test_a_newer_file_changes_ends_and_marks_and_loses_nothing(rosa, state):
    found = sample()
    yesterday = clock.today() - dt.timedelta(days=1)
    for place, one in enumerate(found.holders):
        if one.key == JACKSON:
            ended = tuple(dataclasses.replace(term, ended=term.ended or yesterday) for term in one.terms)
            found.holders[place] = dataclasses.replace(one, email="new@nysenate.gov", terms=ended)
    gone = next(one for one in found.holders if one.name == "Alexis Weik")
    found.holders.remove(gone)
    loaded = officials.load(found=found, by=rosa.person)
    assert (loaded.new, loaded.changed, loaded.absent) == (0, 1, 1)
    assert Official.objects.count() == 4
    row = Official.objects.get(key=JACKSON)
    assert row.email == "new@nysenate.gov"
    assert queries_officials.offices_of({row.pk}) == {}
    assert Official.objects.get(name="Alexis Weik").absent_on == clock.today()
    officials.load(found=sample(), by=rosa.person)
    assert Official.objects.get(name="Alexis Weik").absent_on is None


@db
def test_a_file_of_another_place_marks_nobody_here(rosa, state):
    mayor = Held("mayor", "", "ocd-jurisdiction/country:us/state:ny/place:troy/government")
    there = open_states.Holder("ocd-person/troy", "Somebody of Troy", terms=(mayor,))
    assert officials.load(found=Read([there]), by=rosa.person).absent == 0


@db
def test_seats_on_committees_end_when_a_file_no_longer_names_them(rosa, state):
    assert state.seats == Seat.objects.filter(ended=None).count() > 0
    found = sample()
    found.committees = [dataclasses.replace(one, members=()) for one in found.committees]
    officials.load(found=found, by=rosa.person)
    assert not Seat.objects.filter(ended=None).exists()
    assert Seat.objects.count() == state.seats


@pytest.mark.parametrize("name", ["ny.tar.xz", "ny.tar.gz", "ny.zip"])
def test_an_archive_says_the_same_as_the_folder(name):
    found = open_states.read(packed.in_file(name, archives()[name]))
    key = lambda one: one.key  # noqa: E731 - said once
    assert sorted(found.holders, key=key) == sorted(sample().holders, key=key)
    assert found.committees == sample().committees
    assert found.troubles == []


def test_the_csv_of_current_people_is_read_too():
    text = (
        "id,name,current_party,current_district,current_chamber,email,birth_date,links,capitol_address,capitol_voice\n"
        "ocd-person/1,Ana Peñón,Democratic,31,upper,ana@nysenate.gov,1970-01-01,https://a.gov;https://b.gov,Room 1,518\n"
        ",Nobody,,,,,,,,\n"
    )
    found = open_states.read(packed.in_file("ny.csv", text.encode()))
    [one] = found.holders
    assert one.terms == (Held("upper", "31", "ocd-jurisdiction/country:us/state:ny/government"),)
    assert (one.name, one.links, one.offices) == (
        "Ana Peñón",
        ("https://a.gov", "https://b.gov"),
        (("capitol", "Room 1", "518"),),
    )
    assert [name for name, _why in found.troubles] == ["ny.csv:3"]
    assert "1970" not in str(one)


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe nothing", b": : :", b"- a\n- b", b"id: ocd-person/1", b"!!python/object/apply:os.system ['true']", b""],
)
def test_what_is_no_person_is_said_and_nothing_else_is_lost(data):
    files = [("bad.yml", data), ("good.yml", b"id: ocd-person/2\nname: Ana")]
    found = open_states.read(iter(files))
    assert [one.name for one in found.holders] == ["Ana"]
    assert [name for name, _why in found.troubles] == ["bad.yml"]


def test_what_is_no_archive_or_far_too_large_is_refused(monkeypatch):
    with pytest.raises(BadInput):
        list(packed.in_file("a.tar.xz", b"nothing"))
    monkeypatch.setattr(packed, "MOST_IN_ALL", 100)
    with pytest.raises(BadInput):
        list(packed.in_file("ny.tar.xz", archives()["ny.tar.xz"]))


@db
def test_a_file_without_anybody_changes_nothing(rosa, state):
    with pytest.raises(BadInput):
        officials.load(found=Read(), by=rosa.person)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["name", "party", "roles", "offices", "links", "email"]), ANYTHING))
def test_whatever_stands_in_a_file_it_is_read_or_said(said):
    import yaml

    data = yaml.safe_dump({"id": "ocd-person/1", **said}, allow_unicode=True).encode()
    found = open_states.read(iter([("a.yml", data)]))
    assert len(found.holders) + len(found.troubles) == 1


@db
def test_by_hand_a_new_office_ends_the_old_one(rosa):
    said = {"name": "Lee Kindlon", "office": "district attorney", "district": "Albany County", "voice": "518 555 0100"}
    row = officials.add(said=said, by=rosa.person)
    assert queries_officials.offices_of({row}) == {row: "district attorney, Albany County"}
    officials.change(official=row, said=said | {"office": "judge"}, by=rosa.person)
    ended = Term.objects.get(office="district attorney")
    assert ended.ended == clock.today()
    assert queries_officials.offices_of({row})[row] == "judge, Albany County"
    with pytest.raises(BadInput):
        officials.add(said={"name": "Nobody"}, by=rosa.person)
