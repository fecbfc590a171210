"""The wall as the models draw it: what an import linter cannot see, because Django lets a string cross."""

import ast
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import router

from waymeet.config.databases import ALIASES, SIDES
from waymeet.kernel.audit import AuditLineBase
from waymeet.kernel.incarnation import IncarnationBase
from waymeet.kernel.privacy import Holds
from waymeet.kernel.sealed_field import Sealed

PACKAGE = Path(__file__).resolve().parents[2] / "waymeet"
OURS = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("waymeet.")]


def name_of(model) -> str:
    return model._meta.label


def file_of(model) -> Path:
    return Path(sys.modules[model.__module__].__file__).resolve().relative_to(PACKAGE.parent)


def room_by_file(model) -> str:
    """The side a model's file lies in, read from the disk path and from nothing else."""
    room = file_of(model).parts[1]
    return room if room in SIDES else "default"


def named(model, field: str = "") -> str:
    """How a breach is told: file, model, field."""
    return f"{file_of(model)}: {name_of(model)}{'.' if field else ''}{field}"


def test_there_are_models_to_look_at():
    assert {room_by_file(model) for model in OURS} == set(ALIASES)


@pytest.mark.parametrize("model", OURS, ids=name_of)
def test_a_model_is_kept_in_the_database_its_path_names(model):
    room = room_by_file(model)
    assert router.db_for_write(model) == room
    assert router.db_for_read(model) == room
    homes = [alias for alias in settings.DATABASES if router.allow_migrate_model(alias, model)]
    assert homes == [room], f"{named(model)} lies in {room}/ and its table would be made in {homes}"


@pytest.mark.parametrize("model", OURS, ids=name_of)
def test_a_table_and_an_app_carry_the_name_of_their_room(model):
    room = room_by_file(model)
    if room != "default":
        assert model._meta.app_label.split("_")[0] == room
        assert model._meta.db_table.startswith(room)


@pytest.mark.parametrize("model", OURS, ids=name_of)
def test_no_relation_crosses_the_wall(model):
    for field in model._meta.get_fields(include_hidden=True):
        other = field.related_model
        if other is None:
            continue
        here, there = router.db_for_write(model), router.db_for_write(other)
        assert here == there, f"{named(model, field.name)} reaches from {here} into {there}: {name_of(other)}"


@pytest.mark.parametrize("model", OURS, ids=name_of)
def test_no_relation_can_point_anywhere(model):
    for field in model._meta.get_fields(include_hidden=True):
        kind = type(field).__name__
        assert "Generic" not in kind, f"{named(model, field.name)}: a generic relation crosses the wall unseen"


@pytest.mark.parametrize("model", OURS, ids=name_of)
def test_every_field_is_classified(model):
    privacy = getattr(model, "Privacy", None)
    assert privacy is not None, f"{named(model)} has no class Privacy"
    assert "Privacy" in vars(model), f"{named(model)} inherits Privacy; say it in the model itself"
    fields = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
    unclassified = fields - set(privacy.fields)
    assert not unclassified, f"{named(model)}: no privacy class for {', '.join(sorted(unclassified))}"
    gone = set(privacy.fields) - fields
    assert not gone, f"{named(model)}: privacy class for fields that are not there: {', '.join(sorted(gone))}"
    assert all(isinstance(kind, Holds) for kind in privacy.fields.values())
    for question in ("holds", "seen_by", "kept"):
        assert getattr(privacy, question, "").strip(), f"{named(model)}: Privacy.{question} says nothing"


@pytest.mark.parametrize("model", [m for m in OURS if room_by_file(m) == "care"], ids=name_of)
def test_care_keeps_days_and_no_moments(model):
    """A moment joins two records that never meet. An exception is a measured promise, declared in Privacy."""
    promised = getattr(model.Privacy, "moments", {})
    assert all(why.strip() for why in promised.values())
    for field in model._meta.fields:
        if field.get_internal_type() in ("DateTimeField", "TimeField"):
            assert field.name in promised, f"{named(model, field.name)} is a moment; care stores days"


@pytest.mark.parametrize("model", [m for m in OURS if room_by_file(m) == "care"], ids=name_of)
def test_care_numbers_no_rows_in_order_of_arrival(model):
    """A counter is an order, and an order joins two records. Audit chains and lists of kinds of things may count."""
    key = model._meta.pk
    counts_up = key.get_internal_type() in ("AutoField", "BigAutoField", "SmallAutoField") and not key.has_default()
    may = issubclass(model, AuditLineBase | IncarnationBase) or getattr(model.Privacy, "in_order", "")
    assert may or not counts_up, f"{named(model, key.name)} counts rows in the order they came"


# Where a word about a person must never lie readable. Numbers (`reports`, in `default`) hold no person at all.
SEALED_SIDES = ("care", "diversion", "consent", "organizing")
TELLS_OF_A_PERSON = (Holds.PERSON, Holds.CONTACT_POINT, Holds.FREE_TEXT)

# Fields of organizing that hold such a word and are no classed ones, each with its reason. Care, diversion and consent
# have none, and get none.
CHOSE = "people who chose to be known to the organizers; half a million of them are searched by it"
WRITTEN_TO_MANY = "the group's own words to everybody on a list, of whom a provider outside reads every copy"
OFFICE = "a public official in office, as the state itself publishes it"
PLAIN_IN_ORGANIZING: dict[str, str] = {
    "organizing_contacts.Contact.name": CHOSE,
    "organizing_contacts.Contact.chosen_name": CHOSE,
    "organizing_contacts.Contact.folded": CHOSE,
    "organizing_contacts.Contact.pronouns": "theirs to give, and on every list beside their name",
    "organizing_contacts.Contact.reach_when": "read by whoever calls, field leads among them, who hold no key",
    "organizing_contacts.ContactPoint.value": CHOSE,
    "organizing_contacts.ContactPoint.folded": CHOSE,
    "organizing_imports.ExternalId.value": "the other tool's number: its next list finds them by it, half a million at a time",
    "organizing_messages.Message.subject_en": WRITTEN_TO_MANY,
    "organizing_messages.Message.body_en": WRITTEN_TO_MANY,
    "organizing_messages.Message.subject_es": WRITTEN_TO_MANY,
    "organizing_messages.Message.body_es": WRITTEN_TO_MANY,
    "organizing_coalitions.Delegate.called": "whoever speaks in public for an organization; sealed it could not be listed",
    "organizing_coalitions.Office.voice": OFFICE,
    "organizing_coalitions.Official.email": OFFICE,
    "organizing_coalitions.Official.folded": OFFICE,
    "organizing_coalitions.Official.name": OFFICE,
    "organizing_contacts.Filed.word": "words of what stands in the row itself, so that half a million are searched",
    "organizing_contacts.Membership.role": "of a group whose members may be known; any other is a guarded group, sealed",
    "organizing_lists.SavedList.name": "what organizers call a list; one that asks what is guarded is sealed",
    "organizing_lists.SavedList.conditions": "what a list asks of open things; one that asks what is guarded is sealed",
}

# Sealed values that are no single run of bytes, each with its reason.
SEALED_IN_A_LIST = {
    "organizing_canvass.SealedBundle.records": "A list of texts, each sealed on the phone, kept as it came.",
}

# Who may call bytes sealed that this server did not seal itself: what phones hand in, and nothing else.
TAKES_IN_SEALED = {
    "waymeet/care/naloxone/services.py",
    "waymeet/organizing/contacts/services.py",
    "waymeet/organizing/week/services.py",
    "waymeet/organizing/duplicates/rows.py",  # puts back, byte for byte, what was sealed when a merge took it away
}


def kind_of(model, field) -> Holds | None:
    return getattr(model, "Privacy", None) and model.Privacy.fields.get(field.name)


@pytest.mark.parametrize("model", [m for m in OURS if room_by_file(m) in SEALED_SIDES], ids=name_of)
def test_what_tells_of_a_person_is_sealed(model):
    for field in model._meta.fields:
        if kind_of(model, field) in TELLS_OF_A_PERSON and not isinstance(field, Sealed):
            label = f"{name_of(model)}.{field.name}"
            allowed = room_by_file(model) == "organizing" and label in PLAIN_IN_ORGANIZING
            assert allowed, f"{named(model, field.name)} tells of a person in plain; make it a Sealed field"


def test_the_drill_leaves_alone_what_people_chose_and_nothing_more():
    chosen = {f"{name_of(model)}.{name}" for model in OURS for name in getattr(model.Privacy, "by_choice", ())}
    assert chosen == set(PLAIN_IN_ORGANIZING)


@pytest.mark.parametrize("model", OURS, ids=name_of)
def test_what_is_classified_as_sealed_is_a_sealed_field(model):
    for field in model._meta.fields:
        classed, sealed = kind_of(model, field) is Holds.SEALED, isinstance(field, Sealed)
        if f"{name_of(model)}.{field.name}" in SEALED_IN_A_LIST:
            continue
        assert sealed or not classed, f"{named(model, field.name)} is called sealed; make it a Sealed field"
        assert classed or not sealed, f"{named(model, field.name)} is a Sealed field that is called something else"


def test_the_exceptions_are_still_there_and_say_why():
    there = {f"{name_of(model)}.{field.name}" for model in OURS for field in model._meta.fields}
    for list_ in (PLAIN_IN_ORGANIZING, SEALED_IN_A_LIST):
        assert set(list_) <= there
        assert all(why.strip() for why in list_.values())
    assert all(label.startswith("organizing") for label in PLAIN_IN_ORGANIZING)


def test_only_what_phones_hand_in_is_called_sealed_without_sealing_it():
    """`received` and `SealedBytes(...)` are the ways round sealing: the first only where phones hand in, the second nowhere."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = str(path.relative_to(PACKAGE.parent))
        called = {
            getattr(node.func, "attr", getattr(node.func, "id", ""))
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        }
        assert "received" not in called or name in TAKES_IN_SEALED, f"{name} calls bytes sealed that it did not seal"
        assert "SealedBytes" not in called or name.startswith("waymeet/kernel/"), f"{name} makes SealedBytes by hand"
