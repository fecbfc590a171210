"""Days in addresses: /…/2026-11-21. An address with another text in that place leads nowhere."""

import datetime as dt


class DayConverter:
    """Register as "day"."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date) -> str:
        return value.isoformat()
