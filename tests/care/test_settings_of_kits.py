"""Kits at release from jail, in households, at congregations and shops: a month's sum, with nobody and no area in it."""

import csv
import datetime as dt
import io
from collections import Counter
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk import care_made
from tests.desk.conftest import people  # noqa: F401 - a fixture
from waymeet.care.naloxone import paper, queries_settings
from waymeet.care.naloxone.models import KitHandout, SettingMonth
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Movement, Program
from waymeet.care.teaching.places import Setting
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE, PAPER = "/care/handouts/settings", "/care/nights/paper"
LAST = clock.today().replace(day=1) - dt.timedelta(days=12)  # surely in another month, whatever its week


@pytest.fixture
def wanda(people):  # noqa: F811
    care_made.evening(people)
    return people["Wanda"]


def put_down(by, day: dt.date = LAST, **told) -> None:
    paper.put_down(program_id=Program.objects.get().id, day=day, tally=paper.Tally(**told), by=by)


def rows(desk) -> list[dict[str, str]]:
    answer = desk.get(f"{PAGE}?format=csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig").split("\r\n\r\n")[0])))


def test_what_a_paper_says_of_where_it_was_is_a_sum_of_the_month_and_stands_beside_no_area(people, wanda):  # noqa: F811
    desk = people.at_desk("Wanda")
    said = {"program": str(Program.objects.get().id), "day": LAST.isoformat(), "area": "1", "setting": "release"}
    answer = desk.post(PAPER, said | {"item-1": "30", "item-2": "9"}, follow=True)
    assert "Put down." in answer.content.decode()
    put_down(wanda, setting="release", items={1: 3})
    row = SettingMonth.objects.get()
    assert (row.setting, row.kits) == ("release", 33)
    handout = KitHandout.objects.get(area_number=1)
    assert "setting" not in {field.name for field in handout._meta.fields}
    assert not {"area_number", "program", "iso_week"} & {field.name for field in row._meta.fields}
    assert rows(desk) == [{"Month": row.month, "Where": "at release from jail", "Kits": "26 to 50"}]


def test_a_place_that_is_not_in_the_list_is_refused(wanda):
    with pytest.raises(NotFound):
        put_down(wanda, setting="prison", items={1: 2})


def test_nothing_is_kept_of_where_it_was_if_a_paper_does_not_say(wanda):
    put_down(wanda, items={1: 30})
    assert not SettingMonth.objects.exists()


def test_places_that_hand_out_count_by_what_they_are(wanda):
    kinds = {"barber": 30, "faith": 60, "business": 12, "site": 5, "van": 90, "partners": 90}
    for kind, count in kinds.items():
        place = supplies.add_place(name_en=kind, name_es="", kind=kind, by=wanda)
        supplies.hand_out(act=uuid4(), place_id=place.id, item=1, count=count, by=wanda)
        supplies.hand_out(act=uuid4(), place_id=place.id, item=2, count=500, by=wanda)
    Movement.objects.update(day=LAST)
    put_down(wanda, setting="barber", items={1: 30})
    month = clock.month_of_week(clock.iso_week(LAST))
    assert [(one.month, one.setting, one.band) for one in queries_settings.months()] == [
        (month, "faith", 3), (month, "barber", 3), (month, "business", 1)
    ]  # fmt: skip


def test_the_running_month_and_small_numbers_are_not_shown(people, wanda):  # noqa: F811
    put_down(wanda, day=clock.today(), setting="release", items={1: 99})
    put_down(wanda, setting="household", items={1: 10})
    assert queries_settings.months() == []
    assert "No kind of place had more than 10 kits" in people.at_desk("Wanda").get(PAGE).content.decode()
    assert sorted(SettingMonth.objects.values_list("kits", flat=True)) == [10, 99]


@pytest.mark.parametrize("who", ["Ada", "Olga", "Cam", "Charlie", "Pia"])
def test_only_whoever_sees_hand_outs_sees_where(people, wanda, who):  # noqa: F811
    assert people.at_desk(who).get(PAGE).status_code == 403


told = st.lists(st.tuples(st.sampled_from(["", *Setting.values]), st.integers(1, 60)), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told)
def test_papers_add_up_by_setting_in_any_order(wanda, papers):
    SettingMonth.objects.all().delete()
    for setting, kits in papers:
        put_down(wanda, setting=setting, items={1: kits})
    sums = Counter[str]()
    for setting, kits in papers:
        sums[setting] += kits if setting else 0
    assert dict(SettingMonth.objects.values_list("setting", "kits")) == +sums
