"""A database put back from a backup is noticed; an ordinary start is not taken for one."""

from pathlib import Path

import pytest

from waymeet.care.models import Incarnation
from waymeet.kernel import incarnation
from waymeet.organizing.models import Incarnation as Theirs

pytestmark = pytest.mark.django_db(databases=["care", "organizing"])


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def test_a_second_start_keeps_the_name() -> None:
    name = incarnation.turn(Incarnation)
    assert incarnation.turn(Incarnation) == name
    assert incarnation.current(Incarnation) == name


def test_a_database_with_an_older_token_is_another_incarnation() -> None:
    name = incarnation.turn(Incarnation)
    kept = Incarnation.objects.values("name", "token").get()
    assert incarnation.turn(Incarnation) == name
    Incarnation.objects.update(**kept)
    assert incarnation.turn(Incarnation) != name


def test_a_database_brought_to_a_new_machine_is_another_incarnation(tmp_path: Path) -> None:
    name = incarnation.turn(Incarnation)
    (tmp_path / "incarnation.json").unlink()
    assert incarnation.turn(Incarnation) != name


def test_a_restore_always_is() -> None:
    name = incarnation.turn(Incarnation)
    assert incarnation.turn(Incarnation, restored=True) != name


def test_one_database_says_nothing_of_another() -> None:
    names = incarnation.turn(Incarnation), incarnation.turn(Theirs)
    assert names[0] != names[1]
    assert (incarnation.turn(Incarnation), incarnation.turn(Theirs)) == names


def test_the_name_stays_where_it_is_only_asked_for() -> None:
    name = incarnation.current(Incarnation)
    assert incarnation.current(Incarnation) == name
    assert list(Incarnation.objects.values_list("pk", flat=True)) == [1]
