"""From a secret to everything the ledger holds under it."""

from typing import NoReturn

from waymeet.consent import handles, ledger, rules
from waymeet.consent.rules import Kind, State
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound


class Found:
    """Everything the ledger holds under one secret."""

    def __init__(self, secret: bytes) -> None:
        self.handle, self.key = handles.handle_of(secret), handles.document_key(secret)
        self.rows = ledger.rows_of(self.handle)
        self.offered = next((row for row in self.rows if row.kind == Kind.OFFERED), None) or _nothing()
        self.events = [ledger.as_event(row) for row in self.rows]
        self.kinds = {row.kind for row in self.rows}
        self.asked = ledger.as_event(self.offered).scope or _nothing()
        self.state = rules.state_of(self.events, clock.today())


def _nothing() -> NoReturn:
    raise NotFound


def found_by(secret: str) -> Found:
    """NotFound for a secret that leads nowhere, however it is wrong. What has run out is ended first."""
    found = Found(handles.read(secret))
    if found.state == State.EXPIRED and Kind.EXPIRED not in found.kinds:
        ledger.settle(found.asked.recipient, clock.today())
        found = Found(handles.read(secret))
    return found
