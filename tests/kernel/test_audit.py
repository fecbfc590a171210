"""The audit chain holds, shows where it was broken, and is signed."""

import datetime as dt
import hashlib

import pytest
from django.db import IntegrityError

from waymeet.consent.models import AuditCheckpoint, AuditLine
from waymeet.kernel import audit, signing

pytestmark = pytest.mark.django_db(databases=["consent"])


def three_lines() -> None:
    for subject in "abc":
        audit.write(AuditLine, who="", verb="test.verb", subject=subject)


def test_a_line_is_hashed_as_outside_witnesses_do() -> None:
    text = '["2026-11-23","who","verb","ñ","basis"]'
    expected = hashlib.sha256(bytes(range(32)) + text.encode()).digest()
    assert audit.line_hash(bytes(range(32)), dt.date(2026, 11, 23), "who", "verb", "ñ", "basis") == expected


def test_a_line_says_who_did_what_to_which_id_on_what_basis() -> None:
    audit.write(AuditLine, who="rosa", verb="test.verb", subject=7, basis="3 new")
    audit.write(AuditLine, who="", verb="test.other")
    lines = AuditLine.objects.order_by("number").values_list("who", "verb", "subject", "basis")
    assert list(lines) == [("rosa", "test.verb", "7", "3 new"), ("", "test.other", "", "")]


def test_a_changed_first_line_shows_too() -> None:
    three_lines()
    first = AuditLine.objects.order_by("number")[0]
    AuditLine.objects.filter(pk=first.pk).update(verb="other")
    assert audit.first_broken(AuditLine) == first.number


def test_an_empty_chain_has_nothing_to_sign() -> None:
    assert audit.first_broken(AuditLine) is None
    assert audit.sign_checkpoint(AuditLine, AuditCheckpoint) is None


def test_an_untouched_chain_holds() -> None:
    three_lines()
    assert audit.first_broken(AuditLine) is None


@pytest.mark.parametrize("change", [{"verb": "other"}, {"who": "x"}, {"basis": "y"}, {"subject": "b2"}])
def test_a_changed_line_shows(change: dict[str, str]) -> None:
    three_lines()
    second = AuditLine.objects.order_by("number")[1]
    AuditLine.objects.filter(pk=second.pk).update(**change)
    assert audit.first_broken(AuditLine) == second.number


def test_a_missing_line_shows() -> None:
    three_lines()
    second, third = AuditLine.objects.order_by("number")[1:]
    second.delete()
    assert audit.first_broken(AuditLine) == third.number


def test_a_checkpoint_signs_where_the_chain_stood() -> None:
    three_lines()
    made = audit.sign_checkpoint(AuditLine, AuditCheckpoint)
    last = AuditLine.objects.order_by("number").last()
    assert (made.number, bytes(made.hash), made.day) == (last.number, bytes(last.hash), last.day)
    message = b"waymeet audit checkpoint v2" + last.number.to_bytes(8, "big") + bytes(last.hash)
    message += last.day.isoformat().encode()
    assert signing.verify(bytes(made.public_key), bytes(made.signature), message)
    assert not signing.verify(bytes(made.public_key), bytes(made.signature), message + b"!")
    assert audit.sign_checkpoint(AuditLine, AuditCheckpoint) is None


def test_a_checkpoint_is_never_replaced() -> None:
    three_lines()
    made = audit.sign_checkpoint(AuditLine, AuditCheckpoint)
    with pytest.raises(IntegrityError):
        AuditCheckpoint.objects.create(number=made.number, hash=b"", day=made.day, signature=b"", public_key=b"")


def test_a_checkpoint_is_signed_over_the_same_bytes_for_every_number() -> None:
    """A witness outside makes them without our code: eight bytes, the highest first, also below nought."""
    beginning, day = b"waymeet audit checkpoint v2", "2026-11-26"
    for number, eight in ((1, bytes(7) + b"\x01"), (-1, b"\xff" * 8)):
        assert audit.checkpoint_message(number, b"digest", day) == beginning + eight + b"digest" + day.encode()


def test_every_database_of_this_server_has_one_chain() -> None:
    found = audit.chains()
    assert list(found) == sorted(found) == ["care", "consent", "default", "diversion", "organizing"]
    for alias, (line, point) in found.items():
        assert line is audit.line_of(alias)
        assert line._meta.app_label == point._meta.app_label
        assert (line.__name__, point.__name__) == ("AuditLine", "AuditCheckpoint")
