"""A database put back from a backup is noticed; an ordinary start is not taken for one."""

from pathlib import Path

import pytest

from waymeet.care.models import Incarnation
from waymeet.kernel import incarnation

pytestmark = pytest.mark.django_db(databases=["care"])


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
