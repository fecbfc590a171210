"""Forms of counting weeks, counts of all there is, and syringes that came back."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

from tests.care.every_field.entry import Entry, Made, Said, Sent, row
from tests.care.every_field.of_supplies import stocked
from tests.desk.conftest import People
from waymeet.care.supplies import forms_estimates as forms
from waymeet.care.supplies import services
from waymeet.care.supplies.models import CountingWeek, OnHandCount, PieceWeight, Place, Returned, WeekCounted
from waymeet.kernel import clock

ESTIMATES, RETURNS = "/care/supplies/estimates", "/care/supplies/returns"
TODAY = clock.today()
LATER, EARLIER = TODAY + dt.timedelta(days=16), TODAY - dt.timedelta(days=23)
OTHER_OF_TWO = "counted or weighed: the other entry has it, and both at once are refused"


def chosen_week(people: People, folder: Path) -> Made:
    made = stocked(people, folder)
    services.choose_week(day=EARLIER, items=[1], by=people["Wanda"])
    return made | {"week": str(CountingWeek.objects.get().id)}


def weighing(people: People, folder: Path) -> Made:
    made = stocked(people, folder)
    services.assume_weight(grams_each=Decimal("1.61"), off_by=Decimal("0.1"), scale_step=Decimal(5), by=people["Wanda"])
    return made


def brought_back(people: People, folder: Path) -> Made:
    made = stocked(people, folder)
    services.take_returns(place_id=made["stock_place"], day=EARLIER, count=273, by=people["Wanda"])
    return made | {"returned": str(Returned.objects.get().id)}


def chosen(sent: Sent) -> Said:
    weeks = CountingWeek.objects.all()
    right = {one.iso_week for one in weeks} == {clock.iso_week(LATER)}
    return {"day": LATER if right else None, "items": [one.item_id for one in weeks]}


def came_back(sent: Sent) -> Said:
    one = Returned.objects.get()
    right = one.iso_week == clock.iso_week(EARLIER)
    told = {"place": one.place_id, "day": EARLIER if right else one.iso_week}
    return told | {"count": one.count, "grams": one.grams, "container": one.container}


def store(made: Made) -> str:
    return Place.objects.get(pk=made["stock_place"]).shown_as


def line_of_week(made: Made) -> Said:
    line = f"{clock.iso_week(EARLIER)} Nasal naloxone {store(made)} 417"
    return dict.fromkeys(("week", "place", "count"), line)


def line_of_returns(made: Made) -> Said:
    return dict.fromkeys(("place", "day", "count"), f"{clock.iso_week(EARLIER)} {store(made)} 273")


ENTRIES = [
    Entry(
        forms.ChooseWeek,
        ESTIMATES,
        {"day": LATER.isoformat(), "items": ["1", "2"]},
        chosen,
        given=stocked,
        prefix="choose",
        more={"form": "choose"},
        shown=ESTIMATES,
        words={
            "day": clock.iso_week(LATER),
            "items": [f"{clock.iso_week(LATER)} {name} not yet" for name in ("Nasal naloxone", "Fentanyl strips")],
        },
    ),
    Entry(
        forms.WriteWeek,
        ESTIMATES,
        lambda made: {"week": made["week"], "place": made["stock_place"], "count": 417},
        row(WeekCounted, "week", "place", "count"),
        given=chosen_week,
        prefix="week",
        more={"form": "week"},
        shown=ESTIMATES,
        words=line_of_week,
    ),
    Entry(
        forms.Price,
        ESTIMATES,
        {},
        lambda _sent: {},
        given=stocked,
        by_get=True,
        nowhere={"price": "the table beside it is worked out with it (test_estimates_pages.py), and that is all"},
    ),
    Entry(
        forms.WriteOnHand,
        ESTIMATES,
        {"item": 2, "day": EARLIER.isoformat(), "count": 1300, "box": 25, "came": 190},
        row(OnHandCount, "item", "day", "count", "box", "came"),
        given=stocked,
        prefix="on_hand",
        more={"form": "on_hand"},
        shown=ESTIMATES,
        words={
            "item": "Fentanyl strips, 1,300",
            "count": "Fentanyl strips, 1,300",
            "box": "counted to boxes of 25",
            "came": "190 came in",
        },
    ),
    Entry(
        forms.AssumeWeight,
        RETURNS,
        {"grams_each": "1.73", "off_by": "0.21", "scale_step": "7.0"},
        row(PieceWeight, "grams_each", "off_by", "scale_step"),
        given=stocked,
        prefix="assume",
        more={"form": "assume"},
        shown=RETURNS,
        words={"grams_each": "1.73 grams", "off_by": "give or take 0.21", "scale_step": "steps of 7.0"},
    ),
    Entry(
        forms.TakeReturns,
        RETURNS,
        lambda made: {"place": made["stock_place"], "day": EARLIER.isoformat(), "count": 273},
        came_back,
        given=stocked,
        prefix="take",
        more={"form": "take"},
        nowhere={"grams": OTHER_OF_TWO, "container": OTHER_OF_TWO},
        shown=RETURNS,
        words=line_of_returns,
    ),
    Entry(
        forms.TakeReturns,
        RETURNS,
        lambda made: {
            "place": made["stock_place"],
            "day": EARLIER.isoformat(),
            "grams": "2913.5",
            "container": "311.0",
        },
        came_back,
        given=weighing,
        prefix="take",
        more={"form": "take"},
        nowhere={"count": OTHER_OF_TWO},
        shown=RETURNS,
        words=lambda made: {
            **dict.fromkeys(("place", "day"), f"{clock.iso_week(EARLIER)} {store(made)}"),
            "grams": "2913.5 grams",
            "container": "less 311.0 for the container",
        },
    ),
    Entry(
        forms.TakeBackReturns,
        RETURNS,
        lambda made: {"returned": made["returned"]},
        lambda sent: {"returned": "" if Returned.objects.exists() else sent.made["returned"]},
        given=brought_back,
        prefix="undo",
        more={"form": "undo"},
        unseen={"returned": "it is gone from the page"},
    ),
]
