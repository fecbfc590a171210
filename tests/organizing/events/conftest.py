"""Two organizers with a usable team key, some people, and an event."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.builders import Worker, two_organizers
from waymeet.kernel import clock
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.events import services
from waymeet.organizing.events.models import Event


@pytest.fixture
def rosa(_django_db_helper: None) -> Worker:
    return two_organizers()[0]


@pytest.fixture
def known(rosa: Worker) -> Callable[..., UUID]:
    """Somebody who chose to be known."""

    def add(name: str, phone: str = "", **more: str) -> UUID:
        return contacts.add(said={"name": name, "phones": phone, **more}, by=rosa.person)

    return add


@pytest.fixture
def planned(rosa: Worker) -> Callable[..., Event]:
    """An event, in so many days."""

    def make(days: int = 0, **said: Any) -> Event:
        usual = {"title": "Kitchen meeting", "kind": "meeting", "starts": dt.time(18, 30), "ends": dt.time(20)}
        day = clock.today() + dt.timedelta(days=days)
        return Event.objects.get(pk=services.make(said=usual | {"day": day} | said, by=rosa.person))

    return make
