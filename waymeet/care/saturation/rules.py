"""The published closed form p = 1 - exp(-(a + b x kits a year)), and files of its coefficients. Pure."""

import csv
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from waymeet.kernel.errors import BadInput

COLUMNS = ("state", "kind", "a", "b", "a_lower", "b_lower", "a_upper", "b_upper")
MODELLED, EXTRAPOLATED = "model", "nonmodel"
SHARES = (50, 60, 70, 80, 90, 95)  # percent; rows of the table beside the one that was asked for
MOST_STATES = 1000
NOT_A_NUMBER = _("This is not a number the curve can be drawn from.")


@dataclass(frozen=True)
class Curve:
    """`a` is what other channels do without our kits, `b` what each kit a year adds."""

    a: float
    b: float

    def share(self, kits: float) -> float:
        """The chance, 0 to 1, that naloxone is used in a witnessed overdose."""
        return -math.expm1(-(self.a + self.b * kits))

    def kits_for(self, share: float) -> float:
        """Kits a year for that chance; none where the other channels reach it alone."""
        return max(0.0, (-math.log1p(-share) - self.a) / self.b)


@dataclass(frozen=True)
class Band:
    """A number and between which two it lies; None where the file has no curve for that end."""

    middle: float
    low: float | None
    high: float | None

    def each(self, change: Callable[[float], float]) -> "Band":
        low, high = (None if part is None else change(part) for part in (self.low, self.high))
        return Band(change(self.middle), low, high)

    def times(self, factor: float) -> "Band":
        return self.each(lambda part: part * factor)


@dataclass(frozen=True)
class State:
    """One state's three curves. A state with neither end has no band, and is not read at all."""

    name: str
    epidemic: str
    modelled: bool
    middle: Curve
    lower: Curve | None
    upper: Curve | None

    def kits_for(self, share: float) -> Band:
        """The lower curve needs more kits than the upper one: it is the high end."""
        ends = (None if curve is None else curve.kits_for(share) for curve in (self.upper, self.lower))
        return _around(self.middle.kits_for(share), *ends)

    def share(self, kits: float) -> Band:
        ends = (None if curve is None else curve.share(kits) for curve in (self.lower, self.upper))
        return _around(self.middle.share(kits), *ends)


def _around(middle: float, low: float | None, high: float | None) -> Band:
    """The middle inside whatever the published ends are."""
    return Band(middle, low if low is None else min(low, middle), high if high is None else max(high, middle))


def read(lines: Iterable[str]) -> list[State]:
    """Every state of a file of coefficients, by name. A line that cannot be used is named, and nothing taken."""
    rows = csv.DictReader(lines)
    absent = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if absent:
        raise BadInput(_("A column is missing in this file."), column=absent[0])
    states = [_state(row, number) for number, row in enumerate(rows, 2)]
    if not states or len(states) > MOST_STATES or len({state.name for state in states}) < len(states):
        raise BadInput(_("The file has no states, too many, or one of them twice."))
    return sorted(states, key=lambda state: state.name)


def _state(row: Mapping[str, str | None], number: int) -> State:
    name, kind = (row["state"] or "").strip(), (row["kind"] or "").strip()
    if not name or kind not in (MODELLED, EXTRAPOLATED):
        raise BadInput(_("A state needs a name, and a kind: model or nonmodel."), row=number)
    middle = _curve(row, "", number)
    lower, upper = (_curve(row, end, number) for end in ("_lower", "_upper"))
    if middle is None or (lower is None and upper is None):
        raise BadInput(_("A state without a band is not shown: a lower or an upper curve is missing."), row=number)
    return State(name[:80], (row.get("epidemic_type") or "").strip()[:80], kind == MODELLED, middle, lower, upper)


def _curve(row: Mapping[str, str | None], end: str, number: int) -> Curve | None:
    """None where the file says nan, or nothing, for both."""
    try:
        a, b = (float(row[name + end] or "nan") for name in ("a", "b"))
    except ValueError as trouble:
        raise BadInput(NOT_A_NUMBER, row=number, column=f"a{end}") from trouble
    if math.isnan(a) and math.isnan(b):
        return None
    if not (0 <= a < math.inf and 0 < b < math.inf):
        raise BadInput(NOT_A_NUMBER, row=number, column=f"b{end}")
    return Curve(a, b)


@dataclass(frozen=True)
class Picture:
    """Points of the curves in a box of 100 by 100, ready for an SVG: x grows with kits, y falls with the share."""

    middle: str
    band: str
    target_y: float
    kits_at_end: int
    own_x: float | None


STEPS = 48


def picture(state: State, *, target: float, factor: float = 1.0, own: float | None = None) -> Picture:
    """As far to the right as the 95 percent of the middle curve, or the kits handed out, whichever is more."""
    end = max(state.kits_for(0.95).middle * factor, state.kits_for(target).middle * factor, own or 0.0, 1.0) * 1.05
    bands = [(100 * step / STEPS, state.share(end * step / STEPS / factor)) for step in range(STEPS + 1)]
    highs = [(x, 1.0 if band.high is None else band.high) for x, band in bands]
    lows = [(x, 0.0 if band.low is None else band.low) for x, band in reversed(bands)]
    return Picture(
        middle=_points((x, band.middle) for x, band in bands),
        band=_points([*highs, *lows]),
        target_y=round(100 - 100 * target, 2),
        kits_at_end=round(end),
        own_x=None if own is None else round(100 * own / end, 2),
    )


def _points(pairs: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.2f},{100 - 100 * share:.2f}" for x, share in pairs)


def whole(band: Band) -> Band:
    """In whole kits."""
    return band.each(round)
