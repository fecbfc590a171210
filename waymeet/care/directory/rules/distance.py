"""How far it is between two places, as the crow flies; places in microdegrees."""

import math

METRES_A_MICRODEGREE = 0.11119


def metres(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Good to half a percent within a county."""
    up = other[0] - one[0]
    along = (other[1] - one[1]) * math.cos(math.radians((one[0] + other[0]) / 2e6))
    return round(math.hypot(up, along) * METRES_A_MICRODEGREE)


def box(middle: tuple[int, int], reach: int) -> tuple[int, int, int, int]:
    """South, west, north, east of everything within `reach` metres."""
    up = reach / METRES_A_MICRODEGREE
    along = up / max(math.cos(math.radians(middle[0] / 1e6)), 0.01)
    return round(middle[0] - up), round(middle[1] - along), round(middle[0] + up), round(middle[1] + along)
