"""When a service is open: repeating days as HSDS says them (RFC 5545), hours, and the hours people write in words."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateutil.rrule import rrulestr

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AHEAD = 56  # days said one by one where a schedule is no plain week
MOST_BACK = dt.timedelta(days=1)
TIME = re.compile(r"(\d{1,2}):(\d{2})")
PLAIN_DAYS = re.compile(r"(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*")
RULE_PARTS = ("interval", "count", "wkst", "byday", "byweekno", "bymonthday", "byyearday")


def minutes(text: Any) -> int | None:
    """Such as "09:30:00" -> 570; None for what is no time."""
    found = TIME.match(str(text or "").strip())
    if not found or int(found[1]) > 24 or int(found[2]) > 59:
        return None
    return int(found[1]) * 60 + int(found[2])


def day_of(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text or "").strip()[:10])
    except ValueError:
        return None


def is_plain(schedule: Mapping[str, Any]) -> bool:
    """The same days every week, without an end by count, and in force without a date."""
    days = str(schedule.get("byday") or "").replace(" ", "")
    odd = any(schedule.get(name) for name in ("count", "byweekno", "bymonthday", "byyearday"))
    every_week = str(schedule.get("interval") or "1") in ("1", "1.0")
    return schedule.get("freq") == "WEEKLY" and bool(PLAIN_DAYS.fullmatch(days)) and not odd and every_week


def days_open(schedule: Mapping[str, Any], since: dt.date, until: dt.date) -> Iterator[dt.date]:
    """The days between both on which it opens; none where nobody can tell."""
    since = max(filter(None, (since, day_of(schedule.get("valid_from")), day_of(schedule.get("dtstart")))))
    until = min(filter(None, (until, day_of(schedule.get("valid_to")), day_of(schedule.get("until")))))
    if is_plain(schedule):
        wanted = {DAYS.index(day) for day in str(schedule["byday"]).replace(" ", "").split(",")}
        count = (until - since).days + 1
        yield from (day for day in (since + dt.timedelta(days=n) for n in range(count)) if day.weekday() in wanted)
        return
    start = day_of(schedule.get("dtstart")) or day_of(schedule.get("valid_from"))
    rule = _rule(schedule)
    if not rule or since > until:
        return
    try:
        days = rrulestr(rule, dtstart=dt.datetime.combine(start or since, dt.time()))
        found = days.between(dt.datetime.combine(since, dt.time()), dt.datetime.combine(until, dt.time()), inc=True)
    except (ValueError, TypeError, KeyError, IndexError):
        return
    yield from (moment.date() for moment in found)


def _rule(schedule: Mapping[str, Any]) -> str:
    if schedule.get("freq") not in ("WEEKLY", "MONTHLY"):
        return ""
    parts = [f"FREQ={schedule['freq']}"]
    for name in RULE_PARTS:
        value = str(schedule.get(name) or "").replace(" ", "").removesuffix(".0")
        if value:
            parts.append(f"{name.upper()}={value}")
    return ";".join(parts)


def compact(schedules: Iterable[Mapping[str, Any]], today: dt.date) -> list[list[Any]]:
    """[weekday 0-6 or "2026-11-30", opens, closes] in minutes, for the phone and for asking whether it is open.

    Plain weeks by weekday; everything else day by day for the next eight weeks.
    """
    out: list[list[Any]] = []
    for one in schedules:
        opens, closes = minutes(one.get("opens_at")), minutes(one.get("closes_at"))
        if opens is None or closes is None:
            continue
        ends = day_of(one.get("valid_to")) or day_of(one.get("until"))
        begins = day_of(one.get("valid_from")) or day_of(one.get("dtstart"))
        if ends and ends < today - MOST_BACK:
            continue
        if is_plain(one) and not ends and (not begins or begins <= today):
            out += [[DAYS.index(day), opens, closes] for day in str(one["byday"]).replace(" ", "").split(",")]
        else:
            days = days_open(one, today - MOST_BACK, today + dt.timedelta(days=AHEAD))
            out += [[day.isoformat(), opens, closes] for day in days]
    return sorted(out, key=str)


def is_open(openings: Iterable[list[Any]], now: dt.datetime) -> bool:
    """Whether any of them holds this moment; one that closes before it opens ends on the next day."""
    today, minute = now.date(), now.hour * 60 + now.minute
    before = today - dt.timedelta(days=1)
    for day, opens, closes in openings:
        if closes > opens and day in (today.weekday(), today.isoformat()) and opens <= minute < closes:
            return True
        late = closes <= opens
        if late and day in (today.weekday(), today.isoformat()) and minute >= opens:
            return True
        if late and day in (before.weekday(), before.isoformat()) and minute < closes:
            return True
    return False


WORDS_OF_DAYS = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
WRITTEN = re.compile(
    r"(mon|tue|wed|thu|fri|sat|sun)\w*\s+(\d{1,2})(?::(\d{2}))?\s*([ap]m)?\s*-\s*(\d{1,2})(?::(\d{2}))?\s*([ap]m)?",
    re.IGNORECASE,
)


def written(text: str) -> tuple[list[tuple[str, str, str]], str]:
    """Such as "Mon 9-5; Sat 2-6pm;" -> [("MO", "09:00", "17:00"), ...] and what could not be read.

    Without am or pm a day's work is meant: it opens between six and noon, or closes after it opens.
    """
    read: list[tuple[str, str, str]] = []
    rest: list[str] = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        found = WRITTEN.fullmatch(part)
        times = _times(found) if found else None
        if found is None or times is None:
            rest.append(part)
            continue
        opens, closes = (f"{m // 60:02}:{m % 60:02}" for m in times)
        read.append((WORDS_OF_DAYS[found[1][:3].lower()], opens, closes))
    return read, "; ".join(rest)


def _times(found: re.Match[str]) -> tuple[int, int] | None:
    opens, closes = (int(found[n]) * 60 + int(found[n + 1] or 0) for n in (2, 5))
    if max(int(found[2]), int(found[5])) > 24 or max(int(found[3] or 0), int(found[6] or 0)) > 59:
        return None
    morning, evening = (found[4] or "").lower(), (found[7] or "").lower()
    if evening == "pm" and closes < 720:
        closes += 720
    if opens < (720 if morning == "pm" else 360 if not morning and evening == "pm" else 0):
        opens += 720
    if not evening and closes <= opens and closes <= 720:
        closes += 720
    return (opens, closes) if opens < closes <= 1440 else None
