"""Ways across the wall that no import and no relation shows: a name in a string, a template, a cache, a value."""

import ast
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from tests.server import Server
from waymeet.accounts.people import OPERATOR
from waymeet.config.databases import SIDES

PACKAGE = Path(__file__).resolve().parents[2] / "waymeet"
# Rooms that know no side, beside the sides themselves. Where everything meets (config, commands, demo) names them all.
BELOW = ("kernel", "accounts", "design", "demands", "public")
ROOMS = [room for room in (*SIDES, *BELOW) if (PACKAGE / room).is_dir()]
AN_ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
AUDIT_VERB = re.compile(r"[a-z_]+\.[a-z_]+")  # our own words for an act: two rooms may do the same
DAY_OR_WEEK = re.compile(r"\d{4}-(\d\d(-\d\d)?|W\d\d)")


def others(room: str) -> list[str]:
    return [side for side in SIDES if side != room]


# What opens a database or a model by its name.
BY_NAME = {"using", "db_manager", "atomic", "get_model", "get_app_config", "get_models", "connections", "apps"}
TABLE = re.compile(rf"\b({'|'.join(SIDES)})_[a-z]+\b")


def called(node: ast.AST) -> tuple[str, list[ast.expr]]:
    """The name in a call or in square brackets, and what is handed to it."""
    if isinstance(node, ast.Call):
        name, given = node.func, [*node.args, *(keyword.value for keyword in node.keywords)]
    elif isinstance(node, ast.Subscript):
        name, given = node.value, [node.slice]
    else:
        return "", []
    return getattr(name, "attr", getattr(name, "id", "")), given


def sides_named(path: Path) -> Iterator[tuple[int, str]]:
    """(line, side) for every database opened by name, and every text that holds the name of a table."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name, given = called(node)
        if name in BY_NAME:
            yield from ((one.lineno, str(one.value)) for one in given if isinstance(one, ast.Constant))
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from ((node.lineno, side) for side in TABLE.findall(node.value))


@pytest.mark.parametrize("room", ROOMS)
def test_no_string_opens_the_database_or_a_table_of_another_side(room: str):
    """`connections["care"]`, `.using("care")`, raw SQL and get_model("care_naloxone", ...) need no import."""
    found = [
        f"{path.relative_to(PACKAGE.parent)}:{line}: names {side}"
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for line, side in sides_named(path)
        if side.split("_")[0] in others(room)
    ]
    assert found == []


@pytest.mark.parametrize("side", SIDES)
def test_no_template_of_one_side_leads_to_or_takes_from_another(side: str):
    """A page of one side that links to, or includes, a page of another shows both at once."""
    homes = {path.name: room for room in SIDES for path in (PACKAGE / room).glob("*/templates/*")}
    found = []
    for path in (PACKAGE / side).rglob("templates/**/*.*"):
        text = path.read_text(encoding="utf-8")
        names = re.findall(r"{%\s*url\s+'(\w+):", text) + re.findall(r"{%\s*(?:include|extends)\s+[\"'](\w+)/", text)
        found += [f"{path.relative_to(PACKAGE)}: {name}" for name in names if homes.get(name, side) != side]
    assert found == []


def test_there_is_no_cache_that_two_sides_could_share():
    users = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if re.search(r"django\.core\.cache|cache_page", path.read_text(encoding="utf-8"))
    ]
    assert users == []
    assert [name for name, cache in settings.CACHES.items() if "locmem" not in cache["BACKEND"]] == []


@pytest.mark.django_db(databases="__all__")
def test_no_address_is_told_to_another_site_and_no_page_to_a_frame():
    answer = Client(SERVER_NAME="localhost").get("/sign-in")
    assert answer["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.fixture(scope="module")
def evening(tmp_path_factory) -> Path:
    """Databases after an evening that worked on both sides of the wall, and the room both are read from."""
    server = Server(tmp_path_factory.mktemp("evening"))
    server.fill()
    return server.data


def values(path: Path) -> Iterator[tuple[str, str]]:
    """(where, value) for everything that could join two rows: ids, long numbers, texts, bytes; areas apart."""
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table.startswith(("sqlite_", "django_")) or table.endswith("_area"):
                continue
            rows = database.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            for row in rows:
                for name, value in zip(names, row, strict=True):
                    if name == "verb" and AUDIT_VERB.fullmatch(value):
                        continue
                    yield from ((f"{table}.{name}", token) for token in tokens(value))


def tokens(value: object) -> Iterator[str]:
    if isinstance(value, bytes) and len(value) >= 8:
        yield value.hex()
    elif isinstance(value, int) and abs(value) >= 100_000:
        yield str(value)
    elif isinstance(value, str) and len(value) >= 6 and not DAY_OR_WEEK.fullmatch(value):
        yield value
        yield from (found.replace("-", "") for found in AN_ID.findall(value))


def accounts(data: Path) -> set[str]:
    with closing(sqlite3.connect(data / "default.sqlite3")) as database:
        known = [OPERATOR.id, *(UUID(name) for (name,) in database.execute("SELECT id FROM accounts_account"))]
    return {form for one in known for form in (str(one), one.hex)}


@pytest.mark.parametrize("side", [side for side in SIDES if side != "care"])
def test_no_value_of_care_stands_in_another_side_s_database(evening: Path, side: str):
    """Whatever the column is called: an id in JSON, a shared token, a row number, a moment. Whoever signs in may."""
    staff = accounts(evening)
    care = {token: where for where, token in values(evening / "care.sqlite3") if token not in staff}
    assert len(care) > 50
    both = {f"{where} = {care[token]}" for where, token in values(evening / f"{side}.sqlite3") if token in care}
    assert sorted(both) == []


def test_the_search_for_shared_values_finds_one(evening: Path):
    """A test that cannot fail proves nothing: an id of care inside a note's JSON is found."""
    night = next(token for where, token in values(evening / "care.sqlite3") if where.endswith("night.id"))
    assert night in set(tokens(json.dumps({"note": f"see {night}"})))
