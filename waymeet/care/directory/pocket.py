"""The directory small: for phones to take along, and for a folded sheet of paper."""

import datetime as dt
import gzip
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from django.utils import translation

from waymeet.care.directory import queries
from waymeet.care.directory.mapping import outlines
from waymeet.care.directory.models import Listing
from waymeet.care.directory.rules import barriers, hours, needs

KIND = "waymeet-directory-1"
LONG = 280
EASY = ("id_required", "abstinence_required", "police_on_site", "walk_in", "moud_accepted")


def package(today: dt.date) -> bytes:
    """Everything that is not closed, as compressed JSON: the same bytes for everybody as long as nothing changes."""
    said = {
        "kind": KIND,
        "day": today.isoformat(),
        "stale": barriers.STALE_DAYS,
        "needs": {code: both(words) for code, words in needs.WORDS.items()},
        "doors": {
            code: {
                "easy": barriers.EASY[code][0],
                "yes": both(_in_words(code, "yes")),
                "no": both(_in_words(code, "no")),
            }
            for code in EASY
        },
        "areas": [[name, *middle, ring] for name, middle, ring in outlines()],
        "services": [of(listing, today) for listing in queries.living()],
    }
    return gzip.compress(msgspec.json.encode(said), 9, mtime=0)


def _in_words(code: str, answer: str) -> Any:
    return barriers.words_of(code, answer)


def both(words: Any) -> dict[str, str]:
    out = {}
    for language in ("en", "es"):
        with translation.override(language):
            out[language] = str(words)
    return out


def of(listing: Listing, today: dt.date) -> dict[str, Any]:
    """One service with short names: a phone holds thousands."""
    shown: Mapping[str, Any] = listing.shown
    out = {
        "i": str(listing.pk),
        "n": listing.name,
        "o": shown.get("organization", "") if shown.get("organization") != listing.name else "",
        "a": shown.get("about", "")[:LONG],
        "w": shown.get("who", "")[:LONG],
        "!": shown.get("alert", "")[:LONG],
        "f": shown.get("fees", "")[:120],
        "p": [phone["number"] for phone in shown["phones"]][:3],
        "s": [_street(place) for place in shown["places"]][:3],
        "at": [[place["lat"], place["lon"]] for place in shown["places"] if "lat" in place],
        "h": hours.compact([one for one in shown["hours"] if "opens_at" in one], today),
        "t": _other_hours(shown["hours"]),
        "k": shown["needs"],
        "l": [code or name for code, name in shown["languages"]],
        "d": {code: said for code, said in shown["doors"].items() if said[0] != barriers.UNKNOWN},
        "x": " ".join(shown.get("terms", ()))[:LONG],
    }
    return {name: value for name, value in out.items() if value not in ("", [], {})}


def _street(place: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, (place.get("street", ""), place.get("city", ""))))


def _other_hours(schedules: Iterable[Mapping[str, Any]]) -> str:
    """Hours that only words say."""
    words = [str(one.get("description", "")) for one in schedules if "opens_at" not in one]
    return "; ".join(filter(None, words))[:LONG]


def tag(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:24]}"'


WEEK = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}


def hours_in_words(schedules: Iterable[Mapping[str, Any]], today: dt.date, language: str) -> str:
    """Such as "Mon-Fri 9-17, Sat 10-14": days with the same hours together; what is no plain week in its own words."""
    names = WEEK[language]
    spans: dict[tuple[int, int], list[int]] = {}
    odd = []
    for one in schedules:
        opens, closes = hours.minutes(one.get("opens_at")), hours.minutes(one.get("closes_at"))
        if opens is None or closes is None or not hours.is_plain(one):
            odd.append(str(one.get("description", "")))
            continue
        for day, begins, ends in hours.compact([one], today):
            if isinstance(day, int):
                spans.setdefault((begins, ends), []).append(day)
    out = []
    for (begins, ends), days in sorted(spans.items(), key=lambda one: (min(one[1]), one[0])):
        out.append(f"{_runs(sorted(set(days)), names)} {_short(begins)}-{_short(ends)}")
    return ", ".join([*out, *filter(None, dict.fromkeys(odd))])


def _runs(days: list[int], names: tuple[str, ...]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(names[run[0]] if len(run) == 1 else f"{names[run[0]]}-{names[run[-1]]}" for run in runs)


def _short(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}" if minutes % 60 else str(minutes // 60)
