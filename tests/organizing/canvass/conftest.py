"""A street, a turf of it, and a canvasser who is out."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from tests.builders import Worker, two_organizers, worker
from tests.phone import Phone
from tests.town import a_street, a_turf
from waymeet.accounts.roles import Role
from waymeet.organizing.turf.models import Turf
from waymeet.organizing.turf.services import handout


@dataclass
class Evening:
    """Rosa and Luz organize; Cal is out with a turf on a phone."""

    rosa: Worker
    luz: Worker
    cal: Worker
    phone: Phone
    turf: Turf
    doors: list[UUID]


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    rosa, luz = two_organizers()
    cal = worker("cal", Role.CANVASSER)
    doors = a_street(tmp_path)
    turf = a_turf(doors, rosa.person)
    _handout, code = handout.hand_out(turf_id=turf.id, by=rosa.person)
    phone = Phone.of(cal.person)
    phone.take(code)
    return Evening(rosa, luz, cal, phone, turf, doors)
