"""Hours, guesses and distance: the pure rules, one by one."""

import datetime as dt

import pytest

from waymeet.care.directory.pocket import hours_in_words
from waymeet.care.directory.rules import barriers, distance, hours, needs

MONDAY = dt.date(2026, 11, 30)
WEEKLY = {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "17:00:00"}
NIGHT = {"freq": "WEEKLY", "byday": "SU", "opens_at": "22:00", "closes_at": "02:00"}
EVERY_SECOND = {**WEEKLY, "interval": 2, "byday": "MO", "dtstart": "2026-11-30"}
FIRST_TUESDAY = {"freq": "MONTHLY", "byday": "1TU", "opens_at": "10:00", "closes_at": "12:00", "dtstart": "2026-01-01"}


@pytest.mark.parametrize(
    ("schedule", "day", "time", "is_open"),
    [
        (WEEKLY, MONDAY, "09:00", True),
        (WEEKLY, MONDAY, "17:00", False),
        (WEEKLY, dt.date(2026, 12, 2), "10:00", False),
        (NIGHT, MONDAY, "01:30", True),
        (NIGHT, MONDAY, "02:00", False),
        (NIGHT, dt.date(2026, 11, 29), "23:00", True),
        (EVERY_SECOND, MONDAY, "10:00", True),
        (EVERY_SECOND, dt.date(2026, 12, 7), "10:00", False),
        (EVERY_SECOND, dt.date(2026, 12, 14), "10:00", True),
        (FIRST_TUESDAY, dt.date(2026, 12, 1), "11:00", True),
        (FIRST_TUESDAY, dt.date(2026, 12, 8), "11:00", False),
        ({**WEEKLY, "valid_to": "2026-11-01"}, MONDAY, "10:00", False),
        ({**WEEKLY, "valid_from": "2026-12-01"}, MONDAY, "10:00", False),
        ({**WEEKLY, "valid_from": "2026-12-01"}, dt.date(2026, 12, 1), "10:00", True),
        ({**WEEKLY, "byday": "XX"}, MONDAY, "10:00", False),
        ({**WEEKLY, "freq": "DAILY"}, MONDAY, "10:00", False),
        ({**WEEKLY, "opens_at": "nine"}, MONDAY, "10:00", False),
        (
            {"freq": "MONTHLY", "bymonthday": "30", "opens_at": "9:00", "closes_at": "10:00", "dtstart": "2026-01-01"},
            MONDAY,
            "09:30",
            True,
        ),
    ],
)
def test_whether_it_is_open(schedule, day, time, is_open):
    now = dt.datetime.combine(day, dt.time.fromisoformat(time))
    assert hours.is_open(hours.compact([schedule], day), now) is is_open


@pytest.mark.parametrize(
    ("words", "read", "rest"),
    [
        ("Mon 9-5;", [("MO", "09:00", "17:00")], ""),
        ("Mon 9:30am - 5:30pm; Sat; Sun;", [("MO", "09:30", "17:30")], "Sat; Sun"),
        ("Mon 3-9pm; Sat 2-6pm", [("MO", "15:00", "21:00"), ("SA", "14:00", "18:00")], ""),
        ("Mon 9:45-11 am;", [("MO", "09:45", "11:00")], ""),
        ("Thu 10 - 8:30", [("TH", "10:00", "20:30")], ""),
        ("Mon 7:00; by the moon", [], "Mon 7:00; by the moon"),
        ("Mon 25-27", [], "Mon 25-27"),
    ],
)
def test_hours_that_people_wrote(words, read, rest):
    assert hours.written(words) == (read, rest)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["Food Pantries"], ["food"]),
        (["STD testing"], ["sti"]),
        (["Standard accounting"], []),
        (["Methadone Maintenance"], ["moud"]),
        (["Current events"], []),
        (["Refugio de Emergencia / Shelter"], ["housing"]),
        (["Tenant Rights"], ["housing"]),
    ],
)
def test_kinds_of_help_guessed_from_words(words, codes):
    assert needs.guessed(words) == codes


def test_a_mile_is_a_mile():
    albany, troy = (42_652_600, -73_756_200), (42_728_400, -73_691_800)
    assert abs(distance.metres(albany, troy) - 9_950) < 100
    south, west, north, east = distance.box(albany, 10_000)
    assert south < troy[0] < north
    assert west < troy[1] < east


def test_a_door_is_stale_after_half_a_year():
    assert not barriers.is_stale("2026-06-05", MONDAY)
    assert barriers.is_stale("2026-06-01", MONDAY)
    assert barriers.is_stale("", MONDAY)


def test_hours_in_the_words_of_a_pocket_list():
    said = [WEEKLY, {**WEEKLY, "byday": "TH", "opens_at": "09:30"}, {"description": "and by the moon"}]
    assert hours_in_words(said, MONDAY, "en") == "Mon-Tue 9-17, Thu 9:30-17, and by the moon"
    assert hours_in_words(said, MONDAY, "es") == "lun-mar 9-17, jue 9:30-17, and by the moon"
