"""Whoever writes rows of people, or their numbers, files them anew: else lists and searches miss who they should find.

The code is read here; that the words are right after each verb is looked at after every test of organizing
(`filed_as_they_are` in conftest.py).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.organizing.conftest import unfiled
from waymeet.organizing.contacts import people
from waymeet.organizing.contacts.filing import file_all
from waymeet.organizing.contacts.models import Contact, ContactPoint, Filed

ROOT = Path(__file__).resolve().parents[2] / "waymeet"
ROWS = {"Contact", "ContactPoint", "points"}
FILED_FROM = {"name", "chosen_name", "address", "languages", "not_by", "folded"}
MAKES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aget_or_create"}
OF_NUMBERS = {"delete"}  # numbers that go; people that go take their words with them
HARMLESS = {"seen_on", "since", "household", "works", "reach_by", "reach_when", "source", "door", "pronouns"}


def parsed() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def names_in(node: ast.AST) -> set[str]:
    found = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return found | {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def writes(tree: ast.Module) -> bool:
    """A manager of theirs is told to write; or one of their columns is set on a row, or set by its name, and saved."""
    knows = {
        one.asname or one.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for one in node.names
    }
    if not knows & {"Contact", "ContactPoint"} and "points" not in names_in(tree):
        return False
    return any(_asks_to_write(one) or _sets(one) for one in ast.walk(tree))


def _asks_to_write(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    on, verb = names_in(node.func.value), node.func.attr
    if not on & ROWS:
        return False
    if verb == "update":
        return not {one.arg for one in node.keywords} <= HARMLESS
    return verb in MAKES or (verb in OF_NUMBERS and bool(on & {"ContactPoint", "points"}))


def _sets(node: ast.AST) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else []
    flat = [one for each in targets for one in (each.elts if isinstance(each, ast.Tuple) else [each])]
    return any(isinstance(one, ast.Attribute) and one.attr in FILED_FROM - {"name", "address"} for one in flat)


def files(tree: ast.Module) -> bool:
    calls = [one.func for one in ast.walk(tree) if isinstance(one, ast.Call)]
    return any(
        isinstance(one, ast.Attribute) and one.attr == "file" and names_in(one.value) == {"filing"} for one in calls
    )


def test_whatever_writes_people_or_numbers_files_them():
    found = {name: files(tree) for name, tree in parsed() if writes(tree)}
    assert {name for name, does in found.items() if not does} == set()
    assert {  # who is known to write, so that this test is known to see
        "organizing/contacts/people.py",
        "organizing/contacts/reaching.py",
        "organizing/duplicates/services/merging.py",
        "organizing/duplicates/services/apart.py",
        "organizing/imports/writing.py",
        "organizing/imports/undoing.py",
        "organizing/members/own.py",
        "organizing/messages/unsubscribing.py",
    } <= set(found)


@pytest.mark.parametrize(
    "code",
    [
        "Contact.objects.bulk_create(rows)",
        "Contact.objects.filter(pk=1).update(languages='es')",
        "Contact.objects.filter(pk=1).update(**said)",
        "row.points.update_or_create(kind=1)",
        "ContactPoint.objects.filter(pk=1).delete()",
        "row.not_by = ''\nrow.save()",
    ],
)
def test_it_sees_each_way_to_write(code):
    assert writes(ast.parse(f"from waymeet.organizing.contacts.models import Contact, ContactPoint\n{code}"))


@pytest.mark.django_db(databases="__all__")
@pytest.mark.usefixtures("db")
def test_whoever_is_not_filed_as_they_are_is_seen():
    from tests.builders import two_organizers

    rosa, _luz = two_organizers()
    who = people.add(said={"name": "Ana Peña", "phones": "518 555 0102", "languages": "es"}, by=rosa.person)
    assert unfiled() == set()
    for spoil in (
        lambda: Contact.objects.filter(pk=who).update(not_by="call"),
        lambda: ContactPoint.objects.filter(contact=who).delete(),
        lambda: Filed.objects.filter(contact=who, under="name").delete(),
        lambda: Filed.objects.create(contact_id=who, under="place", word="nowhere"),
    ):
        spoil()
        assert unfiled() == {who}
        file_all()
        assert unfiled() == set()
