"""Hand-outs of a few months, people who propose and review, and a folder for what is released."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine

from tests.builders import Worker, worker
from tests.desk.care_made import AREAS
from waymeet.accounts.people import OPERATOR, Person
from waymeet.accounts.roles import Role
from waymeet.care.naloxone import services as naloxone
from waymeet.care.naloxone.models import KitHandout, random_key
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Program
from waymeet.kernel import sealing
from waymeet.reports.measures.months import last_day
from waymeet.reports.release import services
from waymeet.reports.release.models import Release

KITS = "kits_by_area_and_month"
TODAY = dt.date(2026, 11, 23)

HandOut = Callable[[int, str, int], None]


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with time_machine.travel(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC), tick=True):
        yield


@pytest.fixture
def released(settings, tmp_path: Path) -> Path:
    settings.RELEASED_DIR = tmp_path / "released"
    return settings.RELEASED_DIR


@pytest.fixture
def dee() -> Worker:
    """Does outreach and proposes."""
    return worker("dee", Role.OUTREACH_WORKER)


@pytest.fixture
def reviewers() -> tuple[Worker, Worker]:
    return worker("okafor", Role.REVIEWER), worker("ivo", Role.REVIEWER)


@pytest.fixture
def program(dee: Worker) -> Program:
    made = supplies.add_program(name_en="Doors", name_es="Puertas", by=dee.person)
    supplies.add_item(name_en="Nasal", name_es="Nasal", kind="kit", doses=2, by=dee.person)
    naloxone.fix_areas(areas=AREAS, by=OPERATOR)
    return made


@pytest.fixture
def hand_out(program: Program) -> HandOut:
    """So many kits in an area in the last week of a month, at one or two a door, as opened pools leave them."""

    def add(area: int, month: str, kits: int) -> None:
        year, week, _day = last_day(month).isocalendar()
        doors = [2] * (kits // 2) + [1] * (kits % 2)
        rows = [
            KitHandout(
                id=random_key(), program=program, iso_week=f"{year}-W{week:02d}", area_number=area,
                items={"1": count}, key_epoch=month, note=sealing.received(b""),
            )
            for count in doors
        ]  # fmt: skip
        KitHandout.objects.bulk_create(rows)

    return add


@pytest.fixture
def autumn(hand_out: HandOut) -> None:
    """September and October in three areas; four kits in Arbor Hill in September are a small number."""
    for area, september, october in ((1, 4, 60), (2, 50, 72), (3, 44, 38)):
        hand_out(area, "2026-09", september)
        hand_out(area, "2026-10", october)


def proposed(by: Person, first: str = "2026-09", last: str = "2026-10") -> Release:
    return services.propose(measure=KITS, first_month=first, last_month=last, by=by)


def approved(release: Release, reviewers: tuple[Worker, ...]) -> Release:
    for reviewer in reviewers:
        services.approve(release_id=release.id, content_hash=release.content_hash, by=reviewer.person)
    return Release.objects.get(pk=release.id)


def published(by: Person, reviewers: tuple[Worker, ...], first: str = "2026-09", last: str = "2026-10") -> Release:
    release = approved(proposed(by, first, last), reviewers)
    return services.publish(release_id=release.id, by=by)
