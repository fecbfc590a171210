"""The wall as the models draw it: what an import linter cannot see, because Django lets a string cross."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import router

from waymeet.config.databases import ALIASES, SIDES
from waymeet.kernel.privacy import Holds


PACKAGE = Path(__file__).resolve().parents[2] / "waymeet"
OURS = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("waymeet.")]
EVERY = apps.get_models(include_auto_created=True)


def name_of(model) -> str:
    return model._meta.label


def room_by_file(model) -> str:
    """The side a model's file lies in, read from the disk path and from nothing else."""
    import sys

    path = Path(sys.modules[model.__module__].__file__).resolve().relative_to(PACKAGE)
    return path.parts[0] if path.parts[0] in SIDES else "default"


def test_there_are_models_to_look_at():
    assert {room_by_file(model) for model in OURS} == set(ALIASES)


@pytest.mark.parametrize("model", OURS, ids=name_of)
def test_a_model_is_kept_in_the_database_its_path_names(model):
    room = room_by_file(model)
    assert router.db_for_write(model) == room
    assert router.db_for_read(model) == room
    homes = [alias for alias in settings.DATABASES if router.allow_migrate_model(alias, model)]
    assert homes == [room], f"{name_of(model)} lies in {room}/ and its table would be made in {homes}"


@pytest.mark.parametrize("model", OURS, ids=name_of)
def test_a_table_and_an_app_carry_the_name_of_their_room(model):
    room = room_by_file(model)
    if room != "default":
        assert model._meta.app_label.split("_")[0] == room
        assert model._meta.db_table.startswith(room)


@pytest.mark.parametrize("model", EVERY, ids=name_of)
def test_no_relation_crosses_the_wall(model):
    for field in model._meta.get_fields(include_hidden=True):
        other = field.related_model
        if other is None:
            continue
        here, there = router.db_for_write(model), router.db_for_write(other)
        assert here == there, f"{name_of(model)}.{field.name} reaches from {here} into {there} ({name_of(other)})"


@pytest.mark.parametrize("model", OURS, ids=name_of)
def test_no_relation_can_point_anywhere(model):
    for field in model._meta.get_fields(include_hidden=True):
        kind = type(field).__name__
        assert "Generic" not in kind, f"{name_of(model)}.{field.name}: a generic relation crosses the wall unseen"


@pytest.mark.parametrize("model", OURS, ids=name_of)
def test_every_field_is_classified(model):
    privacy = getattr(model, "Privacy", None)
    assert privacy is not None, f"{name_of(model)} has no class Privacy"
    assert "Privacy" in vars(model), f"{name_of(model)} inherits Privacy; say it in the model itself"
    fields = {field.name for field in model._meta.local_fields} | {field.name for field in model._meta.many_to_many}
    fields |= {field.name for field in model._meta.fields}
    unclassified = fields - set(privacy.fields)
    assert not unclassified, f"{name_of(model)}: no privacy class for {', '.join(sorted(unclassified))}"
    gone = set(privacy.fields) - fields
    assert not gone, f"{name_of(model)}: privacy class for fields that are not there: {', '.join(sorted(gone))}"
    assert all(isinstance(kind, Holds) for kind in privacy.fields.values())
    for question in ("holds", "seen_by", "kept"):
        assert getattr(privacy, question, "").strip(), f"{name_of(model)}: Privacy.{question} says nothing"


@pytest.mark.parametrize("model", [m for m in OURS if room_by_file(m) == "care"], ids=name_of)
def test_care_keeps_days_and_no_moments(model):
    """A moment joins two records that never meet. An exception is a measured promise, declared in Privacy."""
    promised = getattr(model.Privacy, "promised_moments", ())
    for field in model._meta.fields:
        if field.get_internal_type() in ("DateTimeField", "TimeField"):
            assert field.name in promised, f"{name_of(model)}.{field.name} is a moment; care stores days"


@pytest.mark.parametrize("model", [m for m in OURS if room_by_file(m) == "care"], ids=name_of)
def test_care_ids_tell_no_order_unless_they_are_technical(model):
    """What names a thing in care is random; counters are only for chains and lookups that hold no act of care."""
    key = model._meta.pk
    if key.get_internal_type() in ("AutoField", "BigAutoField", "SmallAutoField"):
        assert model.Privacy.fields[key.name] == Holds.TECHNICAL
