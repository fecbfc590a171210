"""Rows of the ledger as the rules read them, and back. Reads and writes for `gate`; nobody else comes here."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet, Sum

from waymeet.consent import rules
from waymeet.consent.models import AuditLine, Disclosure, Envelope, Event
from waymeet.consent.rules import Kind, Scope
from waymeet.kernel import audit, clock

P = ParamSpec("P")
R = TypeVar("R")


def in_one(verb: Callable[P, R]) -> Callable[P, R]:
    """All of it or none: the ledger, the accounting, the envelope and the audit line."""

    @wraps(verb)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(using="consent"):
            return verb(*args, **kwargs)

    return whole


SCOPED = frozenset({Kind.OFFERED, Kind.GRANTED, Kind.NARROWED})


def packed(classes: Iterable[str]) -> str:
    return " ".join(sorted(classes))


def unpacked(classes: str) -> frozenset[str]:
    return frozenset(classes.split())


def as_event(row: Event) -> rules.Event:
    scope = None
    if row.kind in SCOPED and row.until is not None:
        scope = Scope(row.recipient, unpacked(row.classes), row.purpose, row.until)
    return rules.Event(row.kind, row.day, scope, row.text_hash)


def rows_of(handle: UUID) -> list[Event]:
    return list(Event.objects.filter(handle=handle))


def rows_of_each(handles: Iterable[UUID]) -> dict[UUID, list[Event]]:
    """The events under each of these, in one query."""
    found: dict[UUID, list[Event]] = defaultdict(list)
    for row in Event.objects.filter(handle__in=list(handles)):
        found[row.handle].append(row)
    return found


def rows_with_envelopes(side: str) -> dict[UUID, list[Event]]:
    """The events of every consent under which this side may still open something, in one query."""
    found: dict[UUID, list[Event]] = defaultdict(list)
    for row in Event.objects.filter(handle__in=Envelope.objects.filter(recipient=side).values("handle")):
        found[row.handle].append(row)
    return found


def add(handle: UUID, kind: Kind, scope: Scope, **more: Any) -> None:
    """One event and its line in the audit; an ending carries its recipient only."""
    said: dict[str, Any] = {"recipient": scope.recipient, "day": clock.today()}
    if kind in SCOPED:
        said |= {"classes": packed(scope.classes), "purpose": scope.purpose, "until": scope.until}
    Event.objects.create(handle=handle, kind=kind.value, **said, **more)
    note(f"consent.{kind.value}", handle)


def note(verb: str, handle: UUID | str = "", who: UUID | str = "") -> None:
    audit.write(AuditLine, who=who, verb=verb, subject=handle)


def account(handle: UUID, scope: Scope, classes: Iterable[str]) -> None:
    """One line of the accounting (42 CFR 2.25): it stands before anything can be read."""
    Disclosure.objects.create(
        handle=handle,
        day=clock.today(),
        recipient=scope.recipient,
        classes=packed(classes),
        purpose=scope.purpose,
    )


def settle(side: str, today: dt.date) -> None:
    """Ends what has run out: once seen as over, it stays over, whatever a clock says later."""
    for envelope in Envelope.objects.filter(recipient=side, until__lt=today):
        end(envelope.handle, Kind.EXPIRED, envelope.recipient)


def end(handle: UUID, kind: Kind, recipient: str) -> None:
    """An ending, and what could be opened goes with it."""
    add(handle, kind, Scope(recipient, frozenset(), "", clock.today()))
    Envelope.objects.filter(handle=handle).delete()


def noticed_by(side: str) -> QuerySet[Event]:
    """What this side may notice: only of consents that were given. An offer, and a no to one, tell it nothing."""
    given = Event.objects.filter(recipient=side, kind=Kind.GRANTED).values("handle")
    return Event.objects.filter(recipient=side, handle__in=given).exclude(kind=Kind.OFFERED)


def mark(side: str) -> str:
    """Tells one set of events from another, whatever order they came in and even after a restore."""
    seen = noticed_by(side).aggregate(rows=Count("id"), lots=Sum("lot"))
    told = Disclosure.objects.filter(recipient=side).count()
    return f"{seen['rows']}-{seen['lots'] or 0}-{told}"
