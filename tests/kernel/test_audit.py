"""The audit chain holds, shows where it was broken, and is signed."""

import pytest
from django.db import IntegrityError

from waymeet.consent.models import AuditCheckpoint, AuditLine
from waymeet.kernel import audit, signing

pytestmark = pytest.mark.django_db(databases=["consent"])


def three_lines() -> None:
    for subject in "abc":
        audit.write(AuditLine, who="", verb="test.verb", subject=subject)


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
    message = audit.checkpoint_message(made.number, bytes(made.hash))
    assert signing.verify(bytes(made.public_key), bytes(made.signature), message)
    assert not signing.verify(bytes(made.public_key), bytes(made.signature), message + b"!")
    assert audit.sign_checkpoint(AuditLine, AuditCheckpoint) is None


def test_a_checkpoint_is_never_replaced() -> None:
    three_lines()
    made = audit.sign_checkpoint(AuditLine, AuditCheckpoint)
    with pytest.raises(IntegrityError):
        AuditCheckpoint.objects.create(number=made.number, hash=b"", day=made.day, signature=b"", public_key=b"")
