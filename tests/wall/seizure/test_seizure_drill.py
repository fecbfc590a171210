"""The drill holds on an evening's real work, and names every leak that is put into a copy of it."""

import base64
import contextlib
import json
import random
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.server import Server
from waymeet.care.models import AuditLine
from waymeet.care.naloxone.models import KitHandout
from waymeet.commands.seizure import around, arrests, joining, reading, taken
from waymeet.organizing.contacts.models import Introduction

HANDOUTS, INTRODUCTIONS = "care_naloxone_kithandout", "organizing_contacts_introduction"
ARRESTS = """ArrestNumber,Name,Arrest Date,Age,Race,Zip Code,Charge
A-1,"Invented, Person",11/20/2026,34,Black,12206,invented
A-2,"Made-Up, Other",11/21/2026,27,White,12207,invented
A-3,"Nobody, Real",11/21/2026,51,White,12208,invented
"""
# Three hand-outs with a day each, as a careless column would have them; the introduction came on the second day.
DAYS = ("2026-11-19", "2026-11-21", "2026-11-22")


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    server = Server(tmp_path_factory.mktemp("taken") / "data")
    server.fill()
    return server.data


Leak = Callable[..., list[taken.Table]]


@pytest.fixture
def leaking(evening: Path, tmp_path: Path) -> Iterator[Leak]:
    """Run SQL on a copy of one room's database, and take it."""
    folder = taken.copy_folder(evening, tmp_path / "copy")

    def leak(room: str, *statements: tuple[str, tuple]) -> list[taken.Table]:
        database = sqlite3.connect(folder / f"{room}.sqlite3")
        for statement, values in statements:
            database.execute(statement, values)
        database.commit()
        database.close()
        return taken.tables_in(folder)

    yield leak
    shutil.rmtree(folder)


def only(found: Iterator[str]) -> str:
    (sentence,) = found
    return sentence


def test_law_R13_R23_the_drill_holds_and_says_class_by_class_what_a_dump_would_show(evening: Path):
    server = Server(evening)
    done = server.waymeet("seizure-drill", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    said = done.stdout
    for part in ("CLASS BY CLASS", "READABLE, AND MUST NOT BE\n  Nothing.", "Held.", "GBL 899-aa"):
        assert part in said
    assert "Marisol" not in said
    assert "555-0142" not in said
    sealed = next(line for line in said.splitlines() if line.startswith("  sealed "))
    assert "sealed" in sealed
    assert "organizing 21/22" in sealed
    with contextlib.closing(sqlite3.connect(evening / "organizing.sqlite3")) as database:
        [(many,)] = database.execute("SELECT count(*) FROM organizing_contacts_contact")
    assert f"organizing_contacts_contact names people who chose to be known; {many} rows can be read" in said
    assert "organizing_coalitions_official names public officials in their office; 4 rows can be read" in said


def test_what_people_answered_lies_as_counts_and_in_no_order(evening: Path):
    """Fourteen people gave the same three answers: the file holds sums under random numbers, and no sheet of anybody."""
    with contextlib.closing(sqlite3.connect(evening / "care.sqlite3")) as database:
        rows = database.execute("SELECT id, answer, count FROM care_questions_answercount ORDER BY rowid").fetchall()
        sheets = database.execute("SELECT count FROM care_questions_sheetcount").fetchall()
        audit = database.execute("SELECT verb FROM care_auditline WHERE verb LIKE 'survey.%'").fetchall()
    assert sorted(count for _id, _answer, count in rows) == [1, 1, 1, 14, 14, 14]
    assert sorted(sheets) == [(1,), (14,)]
    assert all(number > 2**40 for number, _answer, _count in rows)
    assert ("survey.answer",) not in audit


def test_a_leak_makes_the_drill_fail(evening: Path, tmp_path: Path):
    data = taken.copy_folder(evening, tmp_path / "data")
    database = sqlite3.connect(data / "care.sqlite3")
    database.execute(f"ALTER TABLE {HANDOUTS} ADD COLUMN name text DEFAULT 'Marisol'")
    database.commit()
    database.close()
    done = Server(data).waymeet("seizure-drill", check=False)
    assert done.returncode == 1
    assert f"{HANDOUTS}.name is a column no model declares" in done.stdout
    assert "Marisol" not in done.stdout


def test_nothing_is_read_or_joined_in_what_was_taken(leaking: Leak):
    tables = leaking("care")
    assert list(reading.troubles(tables)) == []
    assert list(joining.troubles(tables)) == []


def test_a_name_in_plain_is_read(leaking: Leak):
    tables = leaking("care", (f"ALTER TABLE {HANDOUTS} ADD COLUMN name text DEFAULT 'Marisol'", ()))
    assert f"{HANDOUTS}.name is a column no model declares" in only(reading.troubles(tables))


def test_a_table_nobody_declared_is_read(leaking: Leak):
    tables = leaking("consent", ("CREATE TABLE notes (words text)", ()))
    assert "notes is a table no model knows" in only(reading.troubles(tables))


NOTE = b"Marisol, 518-555-0142, asked for strips and a ride on Friday evening"


def raw_deflated(value: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(value) + engine.flush()


UNSEALED = {
    "plain": NOTE,
    "padded": NOTE + bytes(256 - len(NOTE)),
    "base64": base64.b64encode(bytes(range(256))),
    "compressed": zlib.compress(NOTE),
    "compressed without a checksum": raw_deflated(NOTE),
    "compressed so and padded": raw_deflated(NOTE) + bytes(200),
    "compressed so, with anything behind it": raw_deflated(b"Marisol, Lark Street") + random.Random(518).randbytes(200),
    "utf-16": NOTE.decode().encode("utf-16-le"),
    "json": json.dumps({"note": "Marisol"}).encode(),
}


@pytest.mark.parametrize("value", UNSEALED.values(), ids=UNSEALED)
def test_what_should_be_sealed_and_is_not_is_read(leaking: Leak, value: bytes):
    tables = leaking("organizing", (f"UPDATE {INTRODUCTIONS} SET sealed = ?", (value,)))
    assert f"{INTRODUCTIONS}.sealed should be sealed; 1 of 1 values can be read" in only(reading.troubles(tables))


def test_what_is_sealed_is_not_read_by_chance():
    """A stream without a checksum begins in one of a thousand values of pure chance, and says a letter or two."""
    chance = random.Random(899)
    sealed = [chance.randbytes(304) for _value in range(30_000)]
    assert [value for value in sealed if reading.reads(value)] == []
    assert sum(1 for value in sealed if begins_a_stream(value)) > 100


def begins_a_stream(value: bytes) -> bool:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return bool(engine.decompress(value)) and engine.eof
    except zlib.error:
        return False


def test_lengths_that_tell_rows_apart_are_named(leaking: Leak):
    made = f"UPDATE {HANDOUTS} SET note = randomblob(301 + 7 * (rowid % 5))"
    assert "different lengths tell rows apart" in only(reading.troubles(leaking("care", (made, ()))))


def test_words_in_a_column_for_ids_or_counts_are_read(leaking: Leak):
    for column in ("subject", "who"):
        tables = leaking("care", (f"UPDATE care_auditline SET {column} = 'Marisol Example, 12 Elm Street'", ()))
    assert "care_auditline.subject should hold only id" in "".join(reading.troubles(tables))


def test_a_private_key_in_the_clear_gives_itself_away(leaking: Leak):
    from waymeet.kernel import sealing

    pair = sealing.new_key_pair()
    tables = leaking(
        "default",
        ("UPDATE accounts_teamkey SET public_key = ? WHERE team = 'organizing'", (pair.public,)),
        ("UPDATE accounts_account SET wrapped_private_key = ? WHERE name = 'olga'", (pair.private,)),
    )
    assert "wrapped_private_key holds a private key in the clear" in only(reading.troubles(tables))


def test_the_same_id_on_both_sides_joins_them_and_the_way_is_named(leaking: Leak):
    (table,) = [one for one in leaking("care") if one.name == INTRODUCTIONS]
    handle = table.columns["record"].values[0]
    tables = leaking("care", (f"ALTER TABLE {HANDOUTS} ADD COLUMN handle text DEFAULT '{handle}'", ()))
    assert f"{INTRODUCTIONS}.record = care: {HANDOUTS}" in only(joining.troubles(tables))


def test_an_id_joins_through_a_third_room_too(leaking: Leak):
    (table,) = [one for one in leaking("care") if one.name == INTRODUCTIONS]
    handle, file = table.columns["record"].values[0], "ab" * 16
    leaking(
        "consent",
        ("CREATE TABLE consent_bridge (one text, other text)", ()),
        ("INSERT INTO consent_bridge VALUES (?, ?)", (handle, file)),
    )
    tables = leaking("care", (f"ALTER TABLE {HANDOUTS} ADD COLUMN file text DEFAULT '{file}'", ()))
    assert "consent_bridge.other = care" in only(joining.troubles(tables))


def with_days(leaking: Leak) -> list[taken.Table]:
    """A day beside each hand-out and one hand-out on the day the introduction came."""
    leaking("organizing", (f"UPDATE {INTRODUCTIONS} SET came_on = ?", (DAYS[1],)))
    rows = [
        f"UPDATE {HANDOUTS} SET came_on = ? WHERE id = (SELECT id FROM {HANDOUTS} ORDER BY id LIMIT 1 OFFSET {n})"
        for n in range(len(DAYS))
    ]
    return leaking(
        "care",
        (f"ALTER TABLE {HANDOUTS} ADD COLUMN came_on text", ()),
        *[(row, (day,)) for row, day in zip(rows, DAYS, strict=True)],
    )


def test_a_day_on_both_sides_joins_them(leaking: Leak):
    sentence = only(joining.troubles(with_days(leaking)))
    assert sentence.startswith("by day, 1 rows")
    assert f"{HANDOUTS}.came_on" in sentence


def test_sizes_join_where_nothing_was_padded(leaking: Leak):
    grown = "UPDATE {0} SET {1} = randomblob(103 + 7 * (SELECT count(*) FROM {0} AS b WHERE b.id <= {0}.id))"
    leaking("organizing", (grown.format(INTRODUCTIONS, "sealed"), ()))
    tables = leaking("care", (grown.format(HANDOUTS, "note"), ()))
    assert any(sentence.startswith("by size, 1 rows") for sentence in joining.troubles(tables))


def test_law_R24_a_public_list_of_arrests_meets_no_row(leaking: Leak, tmp_path: Path):
    listed = arrests.read(written(tmp_path))
    assert [arrest.day for arrest in listed] == ["2026-11-20", "2026-11-21", "2026-11-21"]
    assert list(arrests.troubles(leaking("care"), listed)) == []


def test_the_command_compares_a_list_and_says_how_many(evening: Path, tmp_path: Path):
    done = Server(evening).waymeet("seizure-drill", "--public-arrests", str(written(tmp_path)), check=False)
    assert done.returncode == 0
    assert "arrests.csv: 3 arrests with a day were compared" in done.stdout
    assert "Invented" not in done.stdout


def written(folder: Path) -> Path:
    path = folder / "arrests.csv"
    path.write_text(ARRESTS)
    return path


def test_a_day_beside_a_case_meets_one_name_in_the_list(leaking: Leak, tmp_path: Path):
    listed = arrests.read(written(tmp_path))
    tables = with_days(leaking)
    assert list(arrests.troubles(tables, listed)) == []  # two arrests on that day
    tables = leaking(
        "care",
        (f"ALTER TABLE {HANDOUTS} ADD COLUMN age_band text", ()),
        (f"UPDATE {HANDOUTS} SET age_band = '25-34' WHERE came_on = ?", (DAYS[1],)),
    )
    assert "1 rows meet exactly one arrest each" in only(arrests.troubles(tables, listed))


def test_a_list_without_a_day_is_refused(tmp_path: Path):
    import click

    path = tmp_path / "arrests.csv"
    path.write_text("Name,Charge\nA,B\n")
    with pytest.raises(click.ClickException, match="no column with a day"):
        arrests.read(path)


def test_backups_are_read_like_the_databases_and_keys_do_not_belong_in_them(evening: Path, tmp_path: Path):
    server = Server(evening)
    server.waymeet("backup", str(tmp_path / "copies"))
    folder = tmp_path / "copies"
    found = around.look(folder, [])
    assert found.troubles == []
    assert len(found.remarks) == 2
    keys = next(folder.glob("*-keys.sqlite3"))
    keys.rename(folder / "waymeet-2020-01-01-0900-keys.sqlite3")
    assert "older than seven days" in only(iter(around.look(folder, []).troubles))


def test_what_was_deleted_and_not_overwritten_is_found_on_freed_pages(evening: Path, tmp_path: Path):
    folder = taken.copy_folder(evening, tmp_path / "freed")
    assert list(around.freed(folder)) == []
    for zeroed, found in (("ON", 0), ("OFF", 1)):
        database = sqlite3.connect(folder / "care.sqlite3")
        database.execute(f"PRAGMA secure_delete={zeroed}")
        database.execute("CREATE TABLE more (words blob)")
        database.executemany("INSERT INTO more VALUES (?)", [(b"Marisol" * 900,)] * 20)
        database.commit()
        database.execute("DROP TABLE more")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        assert len(list(around.freed(folder))) == found


def test_a_session_with_an_open_key_in_it_is_found(leaking: Leak):
    from django.contrib.sessions.backends.db import SessionStore

    from waymeet.kernel import sealing

    pair = sealing.new_key_pair()
    for raw, found in ((bytes(60), 0), (pair.private, 1)):
        data = SessionStore().encode({"wrapped": base64.b64encode(raw).decode()})
        tables = leaking(
            "default",
            ("UPDATE accounts_account SET public_key = ? WHERE name = 'olga'", (pair.public,)),
            ("DELETE FROM django_session", ()),
            ("INSERT INTO django_session VALUES ('k', ?, '2026-12-01 00:00:00')", (data,)),
        )
        assert len(list(around.sessions(tables))) == found


def test_a_day_with_one_opened_file_and_one_who_asked_is_a_guess_and_no_failure():
    """As the tables of files will be: an id and sealed bytes, and an audit that names the id on a day."""
    tables = [
        drawn("organizing", Introduction, came_on=["2026-11-20", "2026-11-21", "2026-11-21"]),
        drawn("care", KitHandout, id=["ab" * 16, "cd" * 16]),
        drawn("care", AuditLine, day=["2026-11-20", "2026-11-21"], subject=["ab" * 16, "cd" * 16]),
    ]
    assert "on 1 days one file was opened in care" in only(joining.by_audit_day(tables))


def drawn(room: str, model: type, **columns: list) -> taken.Table:
    """A table with these columns only, each in the class its model says."""
    made = {name: taken.Column(name, model.Privacy.fields[name], values) for name, values in columns.items()}
    return taken.Table(room, model._meta.db_table, model, made)


def test_single_rows_held_on_one_day_in_two_rooms_are_told(leaking: Leak):
    hold = "INSERT INTO {}_hold (id, kind, subject, since_on) VALUES (?, 'x.Y', ?, '2026-11-20')"
    leaking("organizing", (hold.format("organizing"), ("a" * 32, "b" * 32)))
    tables = leaking("care", (hold.format("care"), ("c" * 32, "")))
    assert not any(sentence.startswith("holds") for sentence in joining.guesses(tables))
    tables = leaking("care", (hold.format("care"), ("d" * 32, "e" * 32)))
    assert "holds: single rows are held since one day in care, organizing" in list(joining.guesses(tables))


@pytest.mark.django_db(databases="__all__")
def test_a_dump_through_the_framework_is_taken_apart_the_same_way():
    """What PostgreSQL is asked; SQLite answers the same."""
    tables = taken.tables_connected()
    assert {table.room for table in tables} >= {"default", "organizing", "care", "consent"}
    assert list(reading.troubles(tables)) == []
    assert list(joining.troubles(tables)) == []
