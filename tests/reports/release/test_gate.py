"""The last check: a table that gives somebody away, alone or with what is out already, is refused with the cells named."""

import datetime as dt

import pytest
import time_machine
from django.utils.translation import override

from tests.builders import Worker
from tests.reports.release.conftest import HandOut, approved, proposed, published
from waymeet.care.naloxone.models import KitHandout
from waymeet.kernel import sealing
from waymeet.kernel.errors import Conflict
from waymeet.reports.disclosure.check import attack
from waymeet.reports.release import services
from waymeet.reports.release.contents import edition_of, hash_of
from waymeet.reports.release.models import Release
from waymeet.reports.release.queries import editions_out
from waymeet.reports.release.rules import State

pytestmark = [pytest.mark.django_db(databases=["default", "care"]), pytest.mark.usefixtures("autumn", "released")]
KITS = "kits_by_area_and_month"


def leave_open(release: Release, hidden: list[list[object]]) -> None:
    """As if suppression had a fault: other cells hidden, and the hash in order."""
    release.hidden = hidden
    release.content_hash = hash_of(release)
    release.save()


def test_the_small_number_is_hidden_and_cannot_be_worked_out(dee: Worker):
    release = proposed(dee.person)
    assert [1, "2026-09"] in release.hidden
    assert not any(finding.narrowed for finding in attack([], edition_of(release)))


def test_a_fault_in_suppression_is_caught_before_anything_is_published(
    dee: Worker, reviewers: tuple[Worker, Worker], released
):
    release = proposed(dee.person)
    leave_open(release, [[1, "2026-09"]])
    release = approved(release, reviewers)
    with pytest.raises(Conflict) as refused:
        services.publish(release_id=release.id, by=dee.person)
    assert "Arbor Hill, September 2026" in str(refused.value)
    assert " 4" not in str(refused.value)
    assert not released.exists()
    with override("es"), pytest.raises(Conflict) as refused:
        services.publish(release_id=release.id, by=dee.person)
    assert "Arbor Hill, septiembre de 2026" in str(refused.value)


def test_another_release_came_out_while_this_one_was_reviewed(
    dee: Worker, reviewers: tuple[Worker, Worker], hand_out: HandOut
):
    """Both were safe when they were proposed; together they give a cell away, so the second is refused."""
    hand_out(2, "2026-08", 30)
    narrow, wide = proposed(dee.person), proposed(dee.person, "2026-08", "2026-10")
    leave_open(narrow, [[1, "2026-09"], [3, "2026-09"], [1, "2026-10"], [3, "2026-10"]])
    leave_open(wide, [[1, "2026-09"], [2, "2026-09"], [1, "2026-10"], [2, "2026-10"]])
    approved(narrow, reviewers)
    approved(wide, reviewers)
    services.publish(release_id=narrow.id, by=dee.person)
    with pytest.raises(Conflict) as refused:
        services.publish(release_id=wide.id, by=dee.person)
    assert "Arbor Hill, September 2026" in str(refused.value)
    assert Release.objects.get(pk=wide.id).state == State.APPROVED


def test_a_month_more_is_checked_with_what_is_out(dee: Worker, reviewers: tuple[Worker, Worker], hand_out: HandOut):
    published(dee.person, reviewers)
    hand_out(1, "2026-11", 5)
    hand_out(2, "2026-11", 33)
    with time_machine.travel(dt.datetime(2026, 12, 15, 12, tzinfo=dt.UTC)):
        release = published(dee.person, reviewers, "2026-09", "2026-11")
    out = editions_out(KITS)
    assert [edition.name for edition in out][-1] == str(release.id)
    assert not any(finding.narrowed for finding in attack(out[:-1], out[-1]))


def test_a_kit_handed_in_late_does_not_show_as_a_difference(
    dee: Worker, reviewers: tuple[Worker, Worker], hand_out: HandOut
):
    first = published(dee.person, reviewers)
    hand_out(2, "2026-10", 3)
    second = proposed(dee.person)
    assert (second.counted["counts"], second.waiting_corrections) == (first.counted["counts"], 1)
    hand_out(2, "2026-10", 12)
    third = proposed(dee.person)
    assert (third.counted["counts"][1][1], third.waiting_corrections) == (72 + 15, 0)


def test_a_withdrawn_release_still_counts_as_out(dee: Worker, reviewers: tuple[Worker, Worker]):
    release = published(dee.person, reviewers)
    services.withdraw(release_id=release.id, because="replaced", by=dee.person)
    assert [edition.name for edition in editions_out(KITS)] == [str(release.id)]


def test_many_kits_to_one_door_are_hidden(dee: Worker, program):
    """Forty kits, and all to one household."""
    KitHandout.objects.filter(area_number=3, iso_week="2026-W44").delete()
    KitHandout.objects.create(
        program=program,
        iso_week="2026-W44",
        area_number=3,
        items={"1": 40},
        key_epoch="2026-10",
        note=sealing.received(b""),
    )
    assert [3, "2026-10"] in proposed(dee.person).hidden
