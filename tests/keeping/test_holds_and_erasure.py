"""What is held stays, what was erased stays erased, and a certificate proves it without naming anybody."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import translation

from waymeet.care.models import AuditLine, Erased, Hold
from waymeet.care.naloxone.models import SeenSlot
from waymeet.care.supplies.models import Program
from waymeet.keeping import certificates
from waymeet.kernel import clock, erasure, holds
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.organizing.turf.models.town import ImportProblem, Town, TownImport

pytestmark = pytest.mark.django_db(databases=["default", "care", "organizing"])
KIND = "care_supplies.Program"


@pytest.fixture
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def program() -> Program:
    return Program.objects.create(name_en="A van", name_es="Una camioneta")


def was_erased(model, key) -> bool:
    return erasure.digest(model, key) in erasure.erased_in("care" if model is Program else "organizing")


def test_a_hold_covers_one_row_or_a_whole_table_until_it_is_ended() -> None:
    one, other = program(), program()
    name = holds.place(kind=KIND, subject=one.pk, by="ada")
    assert holds.is_held(Program, one.pk)
    assert not holds.is_held(Program, other.pk)
    assert not holds.held(SeenSlot)
    every = holds.place(kind=KIND, by="ada")
    assert holds.held(Program).everything
    assert {hold[1] for hold in holds.living(["care"])} == {name, every}
    holds.end(every, kind=KIND, by="ada")
    holds.end(name, kind=KIND, by="ada")
    assert not holds.held(Program)
    assert holds.living(["care"]) == []
    assert Hold.objects.filter(ended_on=clock.today()).count() == 2


def test_a_hold_is_an_audit_line_that_names_the_hold_and_not_the_row() -> None:
    one = program()
    name = holds.place(kind=KIND, subject=one.pk, by="ada")
    holds.end(name, kind=KIND, by="dora")
    lines = list(AuditLine.objects.order_by("number").values_list("who", "verb", "subject"))
    assert lines == [("ada", "hold.place", str(name)), ("dora", "hold.end", str(name))]


def test_a_hold_ends_once_and_a_table_nobody_knows_cannot_be_held() -> None:
    name = holds.place(kind=KIND, by="ada")
    holds.end(name, kind=KIND, by="ada")
    with pytest.raises(NotFound):
        holds.end(name, kind=KIND, by="ada")
    for unknown in ("care.Nothing", "no dot"):
        with pytest.raises(BadInput):
            holds.place(kind=unknown, by="ada")


def test_two_demands_may_want_one_row() -> None:
    one = program()
    first, _second = (holds.place(kind=KIND, subject=one.pk, by="ada") for _ in "12")
    holds.end(first, kind=KIND, by="ada")
    assert holds.is_held(Program, one.pk)


def test_what_is_held_cannot_be_erased_and_the_rest_can() -> None:
    one, other = program(), program()
    holds.place(kind=KIND, subject=one.pk, by="ada")
    with pytest.raises(Conflict), transaction.atomic(using="care"):
        erasure.erase(Program.objects.all())
    assert Program.objects.count() == 2
    assert erasure.erase(Program.objects.filter(pk=other.pk)) == 1
    assert list(Program.objects.all()) == [one]


def test_what_was_erased_goes_again_when_a_backup_brings_it_back() -> None:
    one, other = program(), program()
    erasure.erase(Program.objects.filter(pk=one.pk))
    assert was_erased(Program, one.pk)
    assert not was_erased(Program, other.pk)
    Program.objects.create(pk=one.pk, name_en="A van", name_es="Una camioneta")
    assert erasure.erase_again("care") == 1
    assert list(Program.objects.all()) == [other]
    assert erasure.erase_again("care") == 0


def test_what_is_remembered_is_a_hash_and_nothing_else() -> None:
    one = program()
    erasure.erase(Program.objects.filter(pk=one.pk))
    (row,) = Erased.objects.values()
    assert set(row) == {"digest"}
    assert len(bytes(row["digest"])) == 32
    assert one.pk.bytes not in bytes(row["digest"])
    assert erasure.digest(Program, one.pk) != erasure.digest(SeenSlot, one.pk)


def test_rows_that_hang_on_an_erased_row_are_remembered_too() -> None:
    edges = dict.fromkeys(("origin_lat", "origin_lon", "south", "west", "north", "east"), 0)
    town = Town.objects.create(id=uuid4(), name="Albany", **edges)
    run = TownImport.objects.create(town=town, kind="map", file_name="a.osm.pbf", day=clock.today())
    problem = ImportProblem.objects.create(run=run, code="x")
    assert erasure.erase(TownImport.objects.filter(pk=run.pk)) == 2
    assert was_erased(ImportProblem, problem.pk)
    assert not was_erased(Town, town.pk)


def test_a_certificate_names_the_day_the_last_key_backup_dies_and_no_one(data_folder) -> None:
    today = clock.today()
    assert certificates.certify("case_file").keys_die_on == today
    erasure.note_key_backup(today - dt.timedelta(days=3))
    assert certificates.certify("case_file").keys_die_on == today + dt.timedelta(days=4)
    erasure.note_key_backup(today - dt.timedelta(days=30))
    assert erasure.newest_key_backup() == today - dt.timedelta(days=3)
    one, other = certificates.certify("case_file"), certificates.certify("case_file")
    assert one.number != other.number
    assert set(vars(one)) == {"number", "kind", "erased_on", "keys_die_on", "public_key", "signature"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_certificate_is_read_back_only_as_it_was_signed(data_folder, language: str) -> None:
    made = certificates.certify("participant_file")
    with translation.override(language):
        assert made.line() in certificates.text(made)
    assert certificates.read(made.line()) == made
    parts = made.line().split()
    forged = [
        [*parts[:3], "2020-01-01", *parts[4:]],
        [*parts[:2], "case_file", *parts[3:]],
        [*parts[:1], parts[1][::-1] + "X", *parts[2:]],
        ["WAYMEET-ERASURE-2", *parts[1:]],
        [*parts[:6], parts[6][1:] + parts[6][0]],
        parts[:5],
    ]
    for changed in forged:
        with pytest.raises(BadInput):
            certificates.read(" ".join(changed))
