"""Days in addresses (/…/2026-11-21; another text in that place leads nowhere), and weeks to choose from."""

import datetime as dt

from django.utils.formats import date_format

from waymeet.kernel import clock

WEEKS_BACK = 12


class DayConverter:
    """Register as "day"."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date) -> str:
        return value.isoformat()


def weeks_lately() -> list[tuple[str, str]]:
    """Choices: ISO weeks, this one first, each shown by its Monday."""
    monday = clock.today() - dt.timedelta(days=clock.today().weekday())
    mondays = [monday - dt.timedelta(weeks=back) for back in range(WEEKS_BACK)]
    return [(clock.iso_week(day), date_format(day, "DATE_FORMAT")) for day in mondays]
