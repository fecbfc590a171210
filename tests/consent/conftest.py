"""People with keys, as at the desk; a clock that can be moved."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.desk.conftest import filled, people
from waymeet.kernel import clock

__all__ = ["filled", "people"]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.date], None]:
    """`on(day)`: it is that day now."""

    def moved(day: dt.date) -> None:
        monkeypatch.setattr(clock, "today", lambda: day)

    return moved
