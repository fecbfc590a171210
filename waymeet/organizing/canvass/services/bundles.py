"""Sealed bundles: work of a phone that is locked, signed out or lost its owner, opened by an organizer."""

import hashlib
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import ORGANIZING, Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.phones import phone_with
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock, sealing
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict
from waymeet.organizing.canvass import reading, shapes
from waymeet.organizing.canvass.models import SealedBundle
from waymeet.organizing.canvass.services.hand_in import MOST_RECORDS, take_in
from waymeet.organizing.models import AuditLine

# What may wait at once. Anybody can send a bundle, so the shelf has an end; what does not fit stays on its phone.
MOST_WAITING, MOST_BYTES = 2_000, 200 * 1024 * 1024
SEALED_AS = b"waymeet bundle v1"
NO_KEY = bytes(32)


def keep_bundle(*, raw: bytes) -> int:
    """Keep a bundle, or several in a list, as it came; the same one twice is kept once. Answers how many records.

    A phone that is not known (its registration was lost with a restore) is no reason to refuse: its records are
    put aside when the bundle is opened.
    """
    try:
        given = msgspec.json.decode(raw, type=shapes.Bundle | list[shapes.Bundle])
        bundles = given if isinstance(given, list) else [given]
        rows = [_row(bundle) for bundle in bundles]
    except (msgspec.MsgspecError, ValueError) as trouble:
        raise BadInput(_("This is not a bundle from a Waymeet phone, or it is damaged. Save it again.")) from trouble
    with transaction.atomic(using="organizing"):
        for row in rows:
            if not SealedBundle.objects.filter(digest=row.digest).exists():
                _check_shelf(row)
                row.save(force_insert=True)
                audit.write(AuditLine, who="", verb="bundle.keep", subject=row.device_id)
    return sum(len(bundle.records) for bundle in bundles)


def _check_shelf(coming: SealedBundle) -> None:
    there = SealedBundle.objects.filter(opened_on=None).aggregate(count=Count("pk"), size=Sum("size"))
    if there["count"] >= MOST_WAITING or (there["size"] or 0) + coming.size > MOST_BYTES:
        raise Conflict(
            _("The shelf for sealed files is full. Your work stays on the phone. Ask an organizer to open what waits.")
        )


def _row(bundle: shapes.Bundle) -> SealedBundle:
    """ValueError where an id, an epoch or a key is none, or where a record is no plain text."""
    plain = all(text.isascii() and text.isprintable() for text in (bundle.epoch, *bundle.records))
    if not plain or len(bundle.epoch) > reading.MOST_OF_EPOCH:
        raise ValueError
    return SealedBundle(
        device_id=UUID(bundle.device),
        epoch=bundle.epoch,
        sealed_key=reading.sealed_bytes(bundle.sealed_key),
        records=bundle.records,
        size=sum(len(text) for text in bundle.records),
        digest=hashlib.sha256(msgspec.json.encode(bundle)).digest(),
    )


def open_bundles(*, by: Person, keyring: Keyring) -> dict[str, int]:
    """Open what waits and take its records in, the same way as a hand-in; answers how many of each outcome.

    A bundle sealed to a key this organizer does not hold goes on waiting and holds up no other; CannotOpen where that
    is all there is.
    """
    check(by, May.WORK_QUARANTINE)
    counts: dict[str, int] = {}
    shut: CannotOpen | None = None
    opened = 0
    for bundle in SealedBundle.objects.filter(opened_on=None):
        try:
            private = keyring.open_team_key(ORGANIZING, bundle.epoch)
        except CannotOpen as trouble:
            shut = trouble
            continue
        opened += 1
        for _seq, outcome, _reason in _open(bundle, private):
            counts[outcome] = counts.get(outcome, 0) + 1
        with transaction.atomic(using="organizing"):
            SealedBundle.objects.filter(pk=bundle.pk).update(opened_on=clock.today())
            audit.write(AuditLine, who=by.id, verb="bundle.open", subject=bundle.id)
    if shut and not opened:
        raise shut
    return counts


def _open(bundle: SealedBundle, private: bytes) -> list[list[Any]]:
    """Outcomes of one bundle's records. What does not open is put aside as it is."""
    device = str(bundle.device_id)
    try:
        key = sealing.unseal(private, bytes(bundle.sealed_key), info=SEALED_AS, aad=sealing.bind("bundle", device))
    except CannotOpen:
        key = NO_KEY
    phone = phone_with(device)
    trouble = "device" if phone is None else "revoked" if phone.ended else ""
    records = [_record(key, sealed, device) for sealed in bundle.records]
    outcomes: list[list[Any]] = []
    for start in range(0, len(records), MOST_RECORDS):
        outcomes += take_in(records=records[start : start + MOST_RECORDS], phone=phone, trouble=trouble)[0]
    return outcomes


def _record(key: bytes, sealed: str, device: str) -> bytes:
    try:
        return sealing.unwrap(key, reading.sealed_bytes(sealed), aad=device.encode())
    except (CannotOpen, ValueError):
        return sealed.encode()


def bundles_waiting() -> int:
    return SealedBundle.objects.filter(opened_on=None).count()
