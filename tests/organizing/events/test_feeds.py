"""Calendars: right across a DST change, stable, silent about what is sensitive; series, moved and called off."""

import datetime as dt
import io
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from waymeet.kernel import clock
from waymeet.organizing.events import feeds, queries, recurrence, services
from waymeet.organizing.events.models import Calendar, Event
from waymeet.organizing.events.queries.outside import Dated

pytestmark = pytest.mark.django_db(databases="__all__")
ZONES = ["America/New_York", "America/Los_Angeles", "Europe/Madrid", "America/Phoenix", "Australia/Lord_Howe"]


def read(*events: Event) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(feeds.calendar([Dated(one) for one in events], called="Events"))


@given(st.sampled_from(ZONES), st.integers(0, 11 * 365 * 86400))
def test_the_time_zone_in_a_feed_goes_as_the_zone_goes_in_every_hour(name, seconds):
    """A stranger's reader (dateutil) comes to the same hour as the machine's own tables, DST changes included."""
    moment = dt.datetime(2023, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
    part = feeds.vtimezone(name, moment.year, moment.year).to_ical().decode()
    said = tzical(io.StringIO(f"BEGIN:VCALENDAR\r\n{part}END:VCALENDAR\r\n")).get(name)
    ours = moment.astimezone(ZoneInfo(name))
    if ours.utcoffset() == (moment - dt.timedelta(hours=2)).astimezone(ZoneInfo(name)).utcoffset():
        assert moment.astimezone(said).replace(tzinfo=None) == ours.replace(tzinfo=None)
    local = ours.replace(tzinfo=said)
    if not _twice(ours, name):
        assert local.utcoffset() == ours.utcoffset()


def _twice(local: dt.datetime, name: str) -> bool:
    """An hour that comes twice, or never, when the clocks are changed."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


@given(
    st.sampled_from(["America/New_York", "Europe/Madrid"]),
    st.sampled_from(recurrence.HOW_OFTEN),
    st.dates(dt.date(2025, 1, 1), dt.date(2030, 1, 1)),
    st.times().map(lambda one: one.replace(second=0, microsecond=0)),
)
def test_seven_in_the_evening_stays_seven_over_a_dst_change(name, how, first, starts):
    days = recurrence.days_of(recurrence.rule_of(how, first), first, first + dt.timedelta(days=300))
    zone = ZoneInfo(name)
    events = [Event(title="x", day=day, starts=starts, changed_on=first) for day in days]
    entries = [feeds._entry(Dated(one), zone, outside=True) for one in events]
    again = [icalendar.Event.from_ical(one.to_ical())["DTSTART"] for one in entries]
    assert [one.dt.time() for one in again] == [starts] * len(days)
    assert {one.params["TZID"] for one in again} == {name}
    local = [one.dt.replace(tzinfo=zone) for one in again]
    assert [one.utcoffset() for one in local] == [dt.datetime.combine(day, starts, zone).utcoffset() for day in days]


def test_the_same_events_give_the_same_bytes_and_a_change_grows_the_sequence(rosa, planned):
    event = planned(7, public=True)
    [before] = read(event).events
    assert feeds.calendar([Dated(event)], called="Events") == feeds.calendar([Dated(event)], called="Events")
    services.change(event_id=event.pk, said={"day": event.day, "place": "Library"}, by=rosa.person)
    services.change(event_id=event.pk, said={"day": event.day, "place": "Library"}, by=rosa.person)
    services.call_off(event_id=event.pk, by=rosa.person)
    event.refresh_from_db()
    [after] = read(event).events
    assert before["UID"] == after["UID"]
    assert [int(one["SEQUENCE"]) for one in (before, after)] == [0, 2]
    assert [str(one["STATUS"]) for one in (before, after)] == ["CONFIRMED", "CANCELLED"]
    assert str(after["LOCATION"]) == "Library"


@pytest.mark.parametrize("said", [{"sensitive": True}, {"kind": "circle"}, {"kind": "peer_support"}])
def test_what_is_sensitive_is_a_gathering_without_a_place(planned, said):
    event = planned(7, title="Union of people who use drugs", place="12 Elm Street", public=True, **said)
    feed = feeds.calendar([Dated(event)], called="Events").decode()
    assert "SUMMARY:Gathering" in feed
    for words in ("Union", "drugs", "Elm", "LOCATION"):
        assert words not in feed


def test_a_persons_calendar_shows_their_shifts_and_no_name_and_can_be_replaced_and_ended(rosa, known, planned):
    event, ana = planned(7), known("Quetzalina")
    shift = services.add_shift(
        event_id=event.pk, what="set up chairs", starts=dt.time(17), ends=dt.time(18), wanted=2, by=rosa.person
    )
    services.give_hand(shift_id=shift, by=rosa.person)
    row = services.ask(event_id=event.pk, contact_id=ana, by=rosa.person)
    services.answer(attendance_id=row, said="accepted", shift=shift, by=rosa.person)
    first = services.give_calendar(by=rosa.person)
    second = services.give_calendar(by=rosa.person)
    hers = services.give_calendar(contact_id=ana, by=rosa.person)
    assert len(second) >= 22
    assert queries.owner_of(first) is None
    for secret in (second, hers):
        assert secret.encode() not in b"".join(bytes(one.secret_hash) for one in Calendar.objects.all())
        feed = feeds.calendar(queries.calendar_events(queries.owner_of(secret)), called="Mine").decode()
        assert "set up chairs" in feed
        assert "Quetzalina" not in feed
    services.end_calendar(by=rosa.person)
    assert queries.owner_of(second) is None
    assert queries.owner_of(hers) is not None


def test_a_series_is_changed_from_one_on_and_what_was_moved_or_called_off_stays(rosa, planned):
    first = planned(7, repeats="weekly", until=clock.today() + dt.timedelta(days=7 * 6))
    every = list(first.series.events.order_by("series_day"))
    assert [one.day - first.day for one in every] == [dt.timedelta(weeks=number) for number in range(6)]
    by = {"by": rosa.person}
    moved = every[3].day + dt.timedelta(days=1)
    services.change(event_id=every[3].pk, said={"day": moved, "title": "Moved"}, **by)
    services.call_off(event_id=every[4].pk, **by)
    said = {"day": every[1].day + dt.timedelta(days=2), "starts": dt.time(19)}
    services.change(event_id=every[1].pk, said=said, scope="following", **by)
    now = list(first.series.events.order_by("series_day"))
    assert [one.day - was.day for one, was in zip(now, every, strict=True)] == [
        dt.timedelta(days=days) for days in (0, 2, 2, 1, 0, 2)
    ]
    assert [one.starts.hour for one in now] == [18, 19, 19, 18, 18, 19]
    assert [one.state for one in now] == ["planned"] * 4 + ["off", "planned"]
    services.call_off(event_id=every[2].pk, scope="following", **by)
    states = [one.state for one in first.series.events.order_by("series_day")]
    assert states == ["planned", "planned", "off", "planned", "off", "off"]
