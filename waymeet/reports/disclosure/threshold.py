"""Which counts are too small to publish, and how much doubt an attacker must be left with."""

from dataclasses import dataclass

# Counts of 1 to 10 are hidden. The number is the habit of the US Centers for Medicare and Medicaid
# Services ("no cell of 10 or less"); we know it as a habit and have not confirmed it against their
# text. It is the strictest of the numbers in common use beside it: ACRO ships with 10, CDC WONDER
# hides counts under 10, many health departments count under 5 as small.
THRESHOLD = 11

# A count of 11 kits or more that came from one or two acts (one household, one worker) is hidden
# too: "at least three contributors" is the oldest rule of statistics offices (see Hundepool and
# others, Statistical Disclosure Control, Wiley 2012, section 4.2).
FEWEST_ACTS = 3

# Zero is published. It says that nothing was handed out, so it is about nobody, and a hidden zero
# would be read as a small number. A zero may still be hidden to protect another cell, so a hidden
# cell can hold any number from none upwards.

# An attacker who somehow knows *which* hidden cells are small must still be unable to place such
# a cell more closely than this many kits from lowest to highest (half of what 1 to 10 leaves open).
LEAST_WIDTH = (THRESHOLD - 2) // 2 + 1


@dataclass(frozen=True)
class Protection:
    """The values, lowest and highest, that must both stay possible for a hidden count."""

    low: int
    high: int


SMALL = Protection(1, THRESHOLD - 1)


def is_small(count: int) -> bool:
    """True for 1 up to the number below the threshold; zero is not small."""
    return 0 < count < THRESHOLD


def protection_of(count: int, acts: int) -> Protection | None:
    """What must stay possible for a count made of so many acts; None if it may be published.

    A small count is protected when every small count stays possible: the reader then knows no more
    than the rule itself says. A larger count of too few acts must be unplaceable by half that
    distance in both directions.
    """
    if is_small(count):
        return SMALL
    if count and acts < FEWEST_ACTS:
        return Protection(max(count - LEAST_WIDTH, 0), count + LEAST_WIDTH)
    return None


def protection_of_change(change: int) -> Protection | None:
    """What must stay possible for the difference of one cell between two releases.

    A difference of 1 to 10 is a small count of late or corrected hand-outs and is guarded as one.
    """
    if is_small(abs(change)):
        return SMALL if change > 0 else Protection(-SMALL.high, -SMALL.low)
    return None
