"""Whether the coordinates of a whole file mean what its columns say."""

from collections import Counter

Box = tuple[int, int, int, int]  # south, west, north, east in microdegrees
_MICRO = 1_000_000
_MARGIN = 20_000  # microdegrees around the map, about 2 km: the town may reach a little farther than its map
_MOST = 0.5


def judge(place: tuple[float, float], town: Box) -> str:
    """One of "inside", "swapped" (inside when exchanged), "no_sign" (inside with a minus), "not_degrees", "outside"."""
    lat, lon = place
    if _inside(lat, lon, town):
        return "inside"
    if _inside(lon, lat, town):
        return "swapped"
    if _inside(lat, -lon, town) or _inside(-lat, lon, town):
        return "no_sign"
    return "not_degrees" if abs(lat) > 90 or abs(lon) > 180 else "outside"


def verdict(judged: Counter[str]) -> str:
    """What is wrong with the file as a whole, "" where its rows can be taken one by one."""
    total = judged.total()
    if total == 0:
        return ""
    for wrong in ("swapped", "no_sign", "not_degrees"):
        if judged[wrong] > _MOST * total:
            return wrong
    return "elsewhere" if judged["inside"] == 0 and judged["outside"] else ""


def _inside(lat: float, lon: float, town: Box) -> bool:
    south, west, north, east = town
    return south - _MARGIN <= lat * _MICRO <= north + _MARGIN and west - _MARGIN <= lon * _MICRO <= east + _MARGIN
