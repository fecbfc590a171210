"""Two organizers, and a small state of public officials."""

from pathlib import Path

import pytest

from tests.builders import Worker, two_organizers
from waymeet.organizing.coalitions import officials, open_states, packed

SAMPLE = Path(__file__).parent / "open_states"


@pytest.fixture
def organizers(db) -> tuple[Worker, Worker]:
    return two_organizers()


@pytest.fixture
def rosa(organizers) -> Worker:
    return organizers[0]


@pytest.fixture
def luz(organizers) -> Worker:
    return organizers[1]


@pytest.fixture
def state(rosa) -> officials.Loaded:
    """Four officials and a committee out of the sample."""
    return officials.load(found=open_states.read(packed.in_folder(SAMPLE)), by=rosa.person)
