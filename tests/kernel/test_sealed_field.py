"""A Sealed field takes what sealing made and nothing else, is classified by itself, and shows nothing."""

import json

import pytest
from django.core import serializers
from django.db import connections, models
from django.test.utils import isolate_apps

from tests.builders import two_outreach_workers
from waymeet.care.naloxone import services
from waymeet.care.naloxone.models import OddSlot
from waymeet.care.supplies import services as supplies
from waymeet.kernel import sealing
from waymeet.kernel.privacy import SEALED, Holds
from waymeet.kernel.sealed_field import NotSealed, Sealed
from waymeet.kernel.sealing import SealedBytes

KEYS = sealing.new_key_pair()
WORDS = b"words that must not show"


with isolate_apps("waymeet.care.naloxone"):

    class File(models.Model):
        """A made-up model of this test; its table is never made."""

        face = Sealed()
        note = Sealed(null=True)

        class Meta:
            app_label = "care_naloxone"

        class Privacy:
            fields = {"id": Holds.TECHNICAL}


def sealed() -> SealedBytes:
    return sealing.seal(KEYS.public, WORDS, info=b"test", aad=b"")


def prepared(value: object) -> object:
    return File._meta.get_field("face").get_db_prep_save(value, connections["care"])


def test_it_is_classified_by_itself() -> None:
    assert File.Privacy.fields == {"id": Holds.TECHNICAL, "face": SEALED, "note": SEALED}


def test_to_a_migration_it_is_a_binary_field() -> None:
    assert File._meta.get_field("note").deconstruct() == ("note", "django.db.models.BinaryField", [], {"null": True})


@pytest.mark.parametrize(
    "plain", [WORDS, bytearray(WORDS), memoryview(WORDS), WORDS.decode(), 5, {}], ids=lambda v: type(v).__name__
)
def test_anything_plain_is_refused_without_a_word_of_it(plain: object) -> None:
    with pytest.raises(NotSealed, match=r"File\.face takes only") as told:
        prepared(plain)
    assert "words that" not in str(told.value)


def test_what_sealing_made_is_taken_as_it_is() -> None:
    for made in (sealed(), sealing.wrap(bytes(32), WORDS, aad=b"")):
        given = prepared(made)
        assert bytes(getattr(given, "obj", given)) == made  # PostgreSQL's driver wraps it once more
    assert File._meta.get_field("note").get_db_prep_save(None, connections["care"]) is None


def test_it_shows_how_much_there_is_and_never_what() -> None:
    row = File(id=1, face=sealed())
    shown = f"<sealed, {len(WORDS) + sealing.OVERHEAD} bytes>"
    assert str(row.face) == repr(row.face) == f"{row.face}" == f"{row.face!r}" == shown
    (told,) = json.loads(serializers.serialize("json", [row]))
    assert told["fields"] == {"face": shown, "note": None}


@pytest.mark.django_db(databases=["default", "care"])
def test_what_comes_back_from_the_database_can_be_written_again() -> None:
    dee, _sol = two_outreach_workers()
    program = supplies.add_program(name_en="Doors", name_es="Puertas", by=dee.person)
    night, _code = services.open_night(program_id=program.id, by=dee.person)
    row = OddSlot.objects.create(night=night, sealed=sealed())
    again = OddSlot.objects.get(pk=row.pk)
    assert isinstance(again.sealed, SealedBytes)
    again.save()
    assert sealing.unseal(KEYS.private, again.sealed, info=b"test", aad=b"") == WORDS
    with pytest.raises(NotSealed):
        OddSlot.objects.bulk_create([OddSlot(night=night, sealed=WORDS)])
    with pytest.raises(NotSealed):
        OddSlot.objects.update(sealed=WORDS)
