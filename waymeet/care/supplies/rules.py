"""What a quantity does: first expired first out, kits put together, and what a night used."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

SOON = dt.timedelta(days=90)
Shares = list[tuple[UUID | None, int]]


@dataclass(frozen=True)
class Holding:
    """So many of one lot; a lot without an expiry goes last."""

    lot: UUID | None
    expires_on: dt.date | None
    count: int

    @property
    def turn(self) -> tuple[bool, bool, dt.date, str]:
        return (self.lot is None, self.expires_on is None, self.expires_on or dt.date.max, str(self.lot))


def first_expired_first(held: Sequence[Holding], wanted: int) -> Shares:
    """Which lots `wanted` come from. What no lot covers has none: a count is never refused."""
    shares: Shares = []
    for one in sorted(held, key=lambda one: one.turn):
        share = min(one.count, wanted)
        if one.lot is not None and share > 0:
            shares.append((one.lot, share))
            wanted -= share
    return [*shares, (None, wanted)] if wanted else shares


def whole_kits(held: Sequence[Holding], *, each: int, wanted: int) -> Shares:
    """How many kits are made of which lot of the part that is followed: never one kit of two lots."""
    whole = [Holding(one.lot, one.expires_on, one.count // each) for one in held]
    return first_expired_first(whole, wanted)


@dataclass(frozen=True)
class NightUse:
    """What went out, came back and was handed out of each lot; None is what has no lot."""

    out: Mapping[UUID | None, int]
    back: Mapping[UUID | None, int]
    handed: Mapping[UUID | None, int]


def night_use(held: Sequence[Holding], *, taken: int, back: int, handed: int) -> NightUse:
    """Hand-outs keep no lot: of what was taken out, the first to expire is taken to have gone first, and what came
    back to be the last. The sums are exact whatever the numbers are; only what no lot covers may be less than none.
    """
    out: dict[UUID | None, int] = {one.lot: one.count for one in held}
    out[None] = taken - sum(out.values())
    gone = dict(first_expired_first(held, max(handed, 0)))
    gone[None] = handed - sum(count for lot, count in gone.items() if lot)
    home: dict[UUID | None, int] = {}
    still = back
    for one in sorted(held, key=lambda one: one.turn, reverse=True):
        home[one.lot] = min(still, one.count - gone.get(one.lot, 0))
        still -= home[one.lot]
    home[None] = still
    return NightUse(out, home, gone)


def plain_lot(number: str) -> str:
    """A lot's number as boxes and people write it: capitals, no spaces, no "LOT" before it."""
    plain = "".join(number.split()).upper()
    return plain.removeprefix("LOT").lstrip(":#.")[:40]
