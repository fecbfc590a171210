"""Phones as other rooms see them: whose it is, what it signs with, whether it still may."""

from dataclasses import dataclass
from uuid import UUID

from waymeet.accounts.models import Account, Device


@dataclass(frozen=True)
class Phone:
    """A registered phone; `ended` when it was revoked or its account is over."""

    id: UUID
    number: int
    person_id: UUID
    signing_key: bytes
    ended: bool


def phone_with(device_id: str) -> Phone | None:
    try:
        wanted = UUID(device_id)
    except ValueError:
        return None
    device = Device.objects.select_related("account").filter(pk=wanted).first()
    if device is None:
        return None
    ended = device.revoked_on is not None or device.account.ended_on is not None
    return Phone(device.id, device.number, device.account_id, bytes(device.signing_key), ended)


def names_of(person_ids: set[UUID]) -> dict[UUID, str]:
    """How workers are shown, by id."""
    return dict(Account.objects.filter(pk__in=person_ids).values_list("pk", "shown_as"))
