"""Events as a calendar program reads them (RFC 5545). Sensitive ones stand there as a gathering, without a place.

Each event is a VEVENT of its own with its id as UID; SEQUENCE grows with every change, and what was called off stays,
cancelled. Local times carry their time zone, so that seven in the evening is seven in the evening all year round.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Component, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar import Event as Entry

from waymeet.organizing.events.models import Event
from waymeet.organizing.events.queries.outside import Dated

MIME = "text/calendar; charset=utf-8"
DAY = dt.timedelta(days=1)


def calendar(dated: Iterable[Dated], *, called: str, outside: bool = True) -> bytes:
    """The whole feed. The same events give the same bytes, so that a program need not fetch them again."""
    found = sorted(dated, key=lambda one: (one.event.day, one.event.starts, str(_uid(one))))
    made = Calendar()
    made.add("prodid", "-//Waymeet//Events//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", called)
    made.add("refresh-interval", dt.timedelta(hours=6), {"VALUE": "DURATION"})
    zone = ZoneInfo(settings.TIME_ZONE)
    if found and zone.key != "UTC":
        made.add_component(vtimezone(zone.key, found[0].event.day.year, found[-1].event.day.year))
    for one in found:
        made.add_component(_entry(one, zone, outside=outside))
    return made.to_ical()


def etag(feed: bytes) -> str:
    return f'"{hashlib.sha256(feed).hexdigest()[:32]}"'


def title_of(event: Event) -> str:
    """What an event is called where anybody may read it."""
    return _("Gathering") if event.sensitive or event.is_circle else event.title


def place_of(event: Event) -> str:
    if event.sensitive or event.is_circle:
        return ""
    return event.place or (_("online") if event.online else "")


def _uid(one: Dated) -> str:
    return f"{one.shift.pk if one.shift else one.event.pk}@waymeet"


def _entry(one: Dated, zone: ZoneInfo, *, outside: bool) -> Entry:
    event, entry = one.event, Entry()
    hours = one.shift or event
    entry.add("uid", _uid(one))
    entry.add("dtstamp", dt.datetime.combine(event.changed_on, dt.time(), dt.UTC))
    entry.add("sequence", event.version)
    entry.add("dtstart", dt.datetime.combine(event.day, hours.starts, zone))
    if hours.ends is not None:
        entry.add("dtend", dt.datetime.combine(event.day, hours.ends, zone))
    title = title_of(event)
    hidden = title != event.title
    entry.add("summary", title if one.shift is None or hidden else f"{title}: {one.shift.what}")
    if place := place_of(event):
        entry.add("location", place)
    entry.add("status", "CANCELLED" if event.state == Event.State.OFF else "CONFIRMED")
    entry.add("class", "PUBLIC" if outside and not hidden else "PRIVATE")
    return entry


@lru_cache(maxsize=32)
def vtimezone(name: str, first: int, last: int) -> Component:
    """The time zone as it goes over these years, from the machine's own tables: an observance for every change.

    Made here because the library dates the spring change an hour late (in the new time instead of the old).
    """
    made = Timezone()
    made.add("tzid", name)
    zone = ZoneInfo(name)
    begin, end = dt.datetime(first - 1, 1, 1, tzinfo=dt.UTC), dt.datetime(last + 2, 1, 1, tzinfo=dt.UTC)
    before = begin.astimezone(zone)
    made.add_component(_observance(before, before.utcoffset() or dt.timedelta()))
    for change in _changes(zone, begin, end):
        made.add_component(_observance(change.astimezone(zone), (change - DAY).astimezone(zone).utcoffset()))
    return made


def _observance(since: dt.datetime, before: dt.timedelta | None) -> Component:
    made: Component = TimezoneDaylight() if since.dst() else TimezoneStandard()
    local = since.astimezone(dt.UTC).replace(tzinfo=None) + (before or dt.timedelta())
    made.add("dtstart", local)
    made.add("tzoffsetfrom", before)
    made.add("tzoffsetto", since.utcoffset())
    made.add("tzname", since.tzname())
    return made


def _changes(zone: ZoneInfo, begin: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    """The moments at which the clocks are changed, found day by day and then by halving."""
    day = begin
    while day < end:
        if _offset(day, zone) != _offset(day + DAY, zone):
            low, high = day, day + DAY
            while high - low > dt.timedelta(seconds=1):
                middle = low + (high - low) // 2
                low, high = (middle, high) if _offset(middle, zone) == _offset(low, zone) else (low, middle)
            yield high.replace(microsecond=0)
        day += DAY


def _offset(moment: dt.datetime, zone: ZoneInfo) -> dt.timedelta | None:
    return moment.astimezone(zone).utcoffset()
