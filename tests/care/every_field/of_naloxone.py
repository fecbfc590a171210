"""Forms of kit nights."""

import datetime as dt
from pathlib import Path

from tests.care.every_field.entry import Entry, Made, Said, Sent
from tests.desk import care_made
from tests.desk.conftest import People
from waymeet.care.funders.rules import quarter_of
from waymeet.care.naloxone import forms, rules
from waymeet.care.naloxone.models import Arrival, BarrierHeard, KitHandout, Night, SettingMonth
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import NightStock
from waymeet.kernel import clock


def two_programs(people: People, _folder: Path | None = None) -> Made:
    """The night of one program that waits to be opened, and another program that has had none."""
    made = care_made.evening(people)
    care_made.handed_in(made.night, {1: 12})
    other = supplies.add_program(name_en="Barber shops", name_es="Barberías", by=people["Wanda"])
    day = clock.today() - dt.timedelta(days=21)
    quarter = quarter_of(day).key
    return {"other": str(other.id), "today": made.night.day.isoformat(), "day": day.isoformat(), "quarter": quarter}


BARRIERS = {f"barrier-{number}": 20 + number for number in rules.BARRIERS}


def tally(made: Made) -> Said:
    said = {"program": made["other"], "day": made["day"], "area": 2, "people": 31, "item-1": 47, "item-2": 17}
    return said | {"reason": 3, "secondary": True, "reached": 19, "setting": "barber"} | BARRIERS


def tallied(sent: Sent) -> Said:
    one = KitHandout.objects.get()
    heard = [row.barrier for row in BarrierHeard.objects.filter(iso_week=one.iso_week, area_number=one.area_number)]
    stock = {row.item_id: row.handed_out for row in NightStock.objects.filter(day=sent.made["day"])}
    weeks_day = one.iso_week == clock.iso_week(dt.date.fromisoformat(sent.made["day"]))
    items = {f"item-{number}": count for number, count in one.items.items() if stock.get(int(number)) == count}
    return {
        "program": one.program_id,
        "day": sent.made["day"] if weeks_day else one.iso_week,
        "area": one.area_number,
        "people": one.people,
        "reason": one.reason,
        "secondary": one.secondary,
        "reached": one.reached,
        "setting": SettingMonth.objects.get(kits=47).setting,
        **items,
        **{f"barrier-{number}": heard.count(number) for number in rules.BARRIERS},
    }


HANDED_OUT, SQUARE = "/care/handouts?show={}", "2 Center Square"
NO_PAGE = "a quarter appears once it is over (test_reasons.py)"
ENTRIES = [
    Entry(
        forms.OpenNight,
        "/care/nights/open",
        lambda made: {"program": made["other"]},
        lambda sent: {"program": Night.objects.filter(program_id=sent.made["other"]).get().program_id},
        given=two_programs,
        page="/care/nights",
        shown="/care/nights",
        words={"program": "Barber shops"},
    ),
    Entry(
        forms.PoolDay,
        "/care/nights/pool",
        lambda made: {"day": made["today"]},
        lambda sent: {"day": "" if Arrival.objects.exists() else KitHandout.objects.count() and sent.made["today"]},
        given=two_programs,
        page="/care/nights",
        unseen={"day": "it says which pool; what was in it is shown by week"},
    ),
    Entry(
        forms.PaperTally,
        "/care/nights/paper",
        tally,
        tallied,
        given=two_programs,
        shown=HANDED_OUT.format("kit"),
        elsewhere={"item-2": HANDED_OUT.format("strip"), "program": "/care/supplies", "day": "/care/supplies"}
        | {"people": "/care/funders/sharp-ssp-2026-11/{quarter}"}
        | {name: HANDED_OUT.format(name) for name in BARRIERS},
        words={"item-1": "26 to 50", "item-2": "11 to 25", "area": SQUARE, "program": "Barber shops"}
        | dict.fromkeys(BARRIERS, SQUARE),
        unseen=dict.fromkeys(("reason", "secondary", "reached"), NO_PAGE)
        | {"setting": "a month appears once it is over (test_estimates_pages.py)"},
    ),
    Entry(
        forms.Shown,
        "/care/handouts",
        {"show": "barrier-3"},
        lambda sent: {"show": sent.answer.context["show"]},
        given=two_programs,
        by_get=True,
        unseen={"show": "it chooses what the table counts, and stands in the form again"},
        again="/care/handouts?show=barrier-3",
    ),
]
