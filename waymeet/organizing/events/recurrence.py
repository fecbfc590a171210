"""How an event comes again: a rule over days (RFC 5545), so that seven in the evening stays seven over a DST change."""

import datetime as dt

from dateutil.rrule import MONTHLY, WEEKLY, rrule, rrulestr, weekday  # type: ignore[import-untyped]

WEEKLY_RULE, FORTNIGHTLY, MONTHLY_RULE = "weekly", "fortnightly", "monthly"
HOW_OFTEN = (WEEKLY_RULE, FORTNIGHTLY, MONTHLY_RULE)
MOST = 60  # events a series makes at once
LONGEST = 366  # days


def rule_of(how: str, first: dt.date) -> str:
    """Every week or two on that day of the week; every month on, say, its second Tuesday, a fifth being the last."""
    if how == MONTHLY_RULE:
        nth = (first.day - 1) // 7 + 1
        day = weekday(first.weekday(), -1 if nth == 5 else nth)
        return _text(rrule(MONTHLY, byweekday=day, dtstart=_start(first)))
    if how not in HOW_OFTEN:
        raise ValueError(how)
    return _text(rrule(WEEKLY, interval=2 if how == FORTNIGHTLY else 1, dtstart=_start(first)))


def days_of(rule: str, first: dt.date, until: dt.date) -> list[dt.date]:
    """The days it comes, `first` among them, MOST at most."""
    last = min(until, first + dt.timedelta(days=LONGEST))
    found = rrulestr(rule, dtstart=_start(first)).between(_start(first), _start(last), inc=True)
    return [one.date() for one in found][:MOST]


def _start(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def _text(made: rrule) -> str:
    """The rule alone, without the day it begins on: that stands beside it."""
    return str(made).rpartition("RRULE:")[2]
