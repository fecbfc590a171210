"""A street of twelve houses and the people who work it."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from tests.town import a_street, a_turf
from waymeet.accounts.people import Person
from waymeet.accounts.roles import Role
from waymeet.kernel.ids import random_id
from waymeet.organizing.turf.models import CanvassPass, Turf


def person(name: str, *roles: Role) -> Person:
    return Person(random_id(), name, name.capitalize(), frozenset(roles))


@dataclass
class Street:
    """Lena leads in the field; Cal and Dot canvass; the doors in the order of their house numbers."""

    doors: list[UUID]
    lena: Person
    cal: Person
    dot: Person
    eve: Person

    def turf(self) -> Turf:
        return a_turf(self.doors, self.lena)

    def turf_again(self) -> Turf:
        """Another turf of the same doors and the same pass."""
        return a_turf(self.doors, self.lena, name="B", canvass_pass=CanvassPass.objects.get())


@pytest.fixture
def street(tmp_path: Path) -> Street:
    canvassers = [person(name, Role.CANVASSER) for name in ("cal", "dot", "eve")]
    return Street(a_street(tmp_path), person("lena", Role.FIELD_LEAD), *canvassers)
