"""Two organizers who hold the organizing team's key, and a field lead."""

from dataclasses import dataclass

import pytest

from tests.builders import Worker, two_organizers, worker
from waymeet.accounts.roles import Role


@dataclass
class Team:
    """Rosa organizes; Flo is a field lead."""

    rosa: Worker
    flo: Worker


@pytest.fixture
def team(_django_db_helper: None) -> Team:
    rosa, _luz = two_organizers()
    return Team(rosa, worker("flo", Role.FIELD_LEAD))
