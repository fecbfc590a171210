"""Forms of alerts, reversals, peers, trainings, funders, and of kits needed."""

import datetime as dt
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.formats import date_format

from tests.care.every_field.entry import Entry, Made, Said, Sent, courses_made, row
from tests.desk import care_made, fill_care
from tests.desk.conftest import People
from tests.desk.fill import keyring_of, told_by_poster
from waymeet.care.alerts import forms as alerts
from waymeet.care.alerts.models import Alert, Heard
from waymeet.care.funders import forms as funders
from waymeet.care.funders.models import QuarterTotal
from waymeet.care.funders.rules import quarter_of
from waymeet.care.peers import forms as peers
from waymeet.care.peers.models import BulkRecord, Stipend
from waymeet.care.peers.services import read_debriefs
from waymeet.care.reversals import forms as reversals
from waymeet.care.reversals.models import Asked, Report
from waymeet.care.reversals.services import open_wishes
from waymeet.care.saturation import forms as saturation
from waymeet.care.saturation.models import CurveFile
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import NightStock
from waymeet.care.teaching import forms as teaching
from waymeet.care.teaching.models import Taught
from waymeet.design.days import weeks_lately
from waymeet.kernel import clock

TODAY = clock.today()
UNTIL, EARLIER = TODAY + dt.timedelta(days=17), TODAY - dt.timedelta(days=9)


def evening(people: People, _folder: Path) -> Made:
    """Areas, kits and strips, two programs; a draft of an alert; a poster for reversals; a stipend's peer."""
    care_made.evening(people)
    other = supplies.add_program(name_en="Barber shops", name_es="Barberías", by=people["Wanda"])
    made: Made = fill_care.warned(people)
    Heard.objects.all().delete()
    code = told_by_poster(people)
    Report.objects.all().delete()
    Asked.objects.all().delete()
    return (
        made
        | courses_made()
        | {
            "other": str(other.id),
            "reversal": code,
            "pia": str(people["Pia"].id),
            "quarter": quarter_of(TODAY).key,
        }
    )


ALERT = {
    "about": "doses",
    "words_en": "It takes two boxes now.",
    "words_es": "Ahora hacen falta dos cajas.",
    "area_numbers": ["2", "3"],
    "until_on": UNTIL.isoformat(),
}
ALERT_WORDS = {
    "about": "more naloxone needed than usual",
    "area_numbers": ["Center Square", "South End"],
    "until_on": date_format(UNTIL, "DATE_FORMAT"),
}
REPORT = {
    "happened": "month",
    "doses": "4",
    "product": "1",
    "lived": "no_say",
    "called_911": "not_needed",
    "breathing": "yes",
    "stayed": "no",
    "drugs": ["cocaine", "xylazine"],
    "where": "vehicle",
    "area_number": "3",
    "teller": "second_hand",
    "lot": "QX7 719",
    "refill": True,
}
REPORT_WORDS = {
    "happened": "this month",
    "doses": "How many doses were given? 4",
    "product": "Nasal naloxone",
    "lived": "Did the person live? I would rather not say",
    "called_911": "no, it was not needed",
    "breathing": "Were rescue breaths given? yes",
    "stayed": "Did somebody stay with the person? no",
    "drugs": ["cocaine or crack", "xylazine (tranq)"],
    "where": "a car or another vehicle",
    "area_number": "South End",
    "teller": "somebody told me",
    "lot": "QX7719",
    "refill": "I need new naloxone yes",
}
REVIEW = "/care/reversals/review"


def report(at: str, who: str) -> Entry:
    return Entry(
        reversals.Tell,
        at,
        REPORT,
        row(Report, *REPORT),
        who=who,
        given=evening,
        reads={"lot": "QX7719"},
        shown=REVIEW,
        reader="Clio",
        words=REPORT_WORDS,
    )


def waits_for_review(people: People, folder: Path) -> Made:
    made = evening(people, folder)
    one = Report.objects.create(way="paper", iso_week=clock.iso_week(TODAY), happened="month", doses=4)
    return made | {"report": str(one.pk)}


def debrief(sent: Sent) -> Said:
    one = read_debriefs(by=sent.people["Wanda"], keyring=keyring_of(sent.people, "Wanda"))[0]
    return {"words": one.words, "call": one.who == "Pia"}


def training(made: Made) -> Said:
    said = {"course": made["course"], "iso_week": weeks_lately()[3][0], "setting": "barber"}
    return said | {"people": 47, "certificates": 23}


def training_words(made: Made) -> Said:
    return {
        "course": made["course_name"],
        "iso_week": clock.quarter_of(weeks_lately()[3][0]),
        "setting": "at a barber shop or salon",
    }


def printed(sent: Sent) -> Said:
    context = sent.answer.context
    named = context["names"]["en"] == sent.made["course_name"]
    return {"course": sent.says["course"] if named else "", "how_many": len(context["every"])}


def bulk(sent: Sent) -> Said:
    one = BulkRecord.objects.get()
    stock = {line.item_id for line in NightStock.objects.filter(day=EARLIER, program_id=one.program_id)}
    right = one.iso_week == clock.iso_week(EARLIER) and bool(stock) == one.taken
    return {
        "program": one.program_id,
        "what": "taken" if one.taken else "handed_on",
        "day": EARLIER if right else None,
        "area": one.area_number,
        "reached": one.reached,
        **{f"item-{number}": count for number, count in one.items.items()},
    }


CURVES = b"state,epidemic_type,kind,a,b,a_lower,b_lower,a_upper,b_upper\nPuerto Rico,x,model,0,0.001,0,0.0005,0,0.002\n"
KITS_NEEDED = "/care/kits-needed"
BROUGHT = ("called", "source", "baseline")


def needed(sent: Sent) -> Said:
    """What was asked, out of the answer."""
    need = sent.answer.context["need"]
    asked = {"state": need.state.name, "target": need.target}
    return asked | ({"state_people": 19_000_000, "our_people": 190_000} if round(need.factor, 9) == 0.01 else {})


def own_curves(people: People, folder: Path) -> Made:
    made = evening(people, folder)
    one = CurveFile.objects.create(called="Ours", source="A study", baseline=2021, text=CURVES.decode())
    return made | {"curves": str(one.pk)}


BY_NIGHT = {"program": "counted by month, programs together", "area": "counted by month; no page shows areas of it yet"}
BULK_WORDS = {"day": EARLIER.strftime("%Y-%m"), "item-1": "51 to 100", "item-2": "51 to 100"}
ENTRIES = [
    Entry(
        alerts.Hear,
        "/care/alerts/heard",
        {"told": "not_what", "sold_as": "benzos", "area_number": "2"},
        row(Heard, "told", "sold_as", "area_number"),
        given=evening,
        times=6,
        shown="/care/alerts",
        reader="Clio",
        words={"told": "not what it was sold as", "sold_as": "benzodiazepines", "area_number": "Center Square"},
    ),
    Entry(
        alerts.Write,
        "/care/alerts/new",
        ALERT,
        row(Alert, *ALERT, about="doses"),
        given=evening,
        shown=lambda sent: sent.path,
        words=ALERT_WORDS,
    ),
    Entry(
        alerts.Write,
        "/care/alerts/{draft_alert}/change",
        ALERT,
        row(Alert, *ALERT, pk="{draft_alert}"),
        given=evening,
        shown="/care/alerts/{draft_alert}",
        words=ALERT_WORDS,
        again="/care/alerts/{draft_alert}/change",
    ),
    report("/reversal/{reversal}", ""),
    report("/care/reversals/paper", "Wanda"),
    Entry(
        reversals.Wish,
        "/reversal/{reversal}/talk",
        {"reach": "under the bridge, after six"},
        lambda sent: {"reach": open_wishes(by=sent.people["Wanda"], keyring=keyring_of(sent.people, "Wanda"))[-1][1]},
        who="",
        given=evening,
        shown="/care/reversals/wishes",
        reader="Wanda",
        by_post=True,
    ),
    Entry(
        reversals.Review,
        REVIEW + "/{report}",
        {"finding": "follow"},
        row(Report, "finding", pk="{report}"),
        who="Clio",
        given=waits_for_review,
        page=REVIEW,
        unseen={"finding": "what is to be talked over stands in the table; what needs nothing stands nowhere"},
    ),
    Entry(
        peers.NewDebrief,
        "/care/peers",
        {"words": "A long night by the river.", "call": True},
        debrief,
        who="Pia",
        given=evening,
        shown="/care/peers/debriefs",
        reader="Wanda",
        by_post=True,
        words={"call": "Pia"},
    ),
    Entry(
        peers.NewStipend,
        "/care/peers/stipends",
        lambda made: {"peer": made["pia"], "day": EARLIER.isoformat(), "what": "training", "amount": "47.25"},
        lambda _sent: (
            {name: getattr(one := Stipend.objects.get(), name) for name in ("peer", "day", "what")}
            | {"amount": f"{one.cents / 100:.2f}"}
        ),
        who="Dora",
        given=evening,
        shown="/care/peers/stipends",
        words={"peer": "Pia", "what": Stipend.What("training").label},
    ),
    Entry(
        peers.Bulk,
        "/care/peers/bulk",
        lambda made: (
            {"program": made["other"], "what": "handed_on", "day": EARLIER.isoformat(), "area": 2}
            | {"item-1": 37, "item-2": 17, "reached": 29}
        ),
        bulk,
        given=evening,
        shown="/care/peers/bulk",
        words=BULK_WORDS | {"what": "51 to 100", "reached": "26 to 50"},
        unseen=BY_NIGHT,
    ),
    Entry(
        peers.Bulk,
        "/care/peers/bulk",
        lambda made: (
            {"program": made["other"], "what": "taken", "day": EARLIER.isoformat()} | {"item-1": 37, "item-2": 17}
        ),
        bulk,
        given=evening,
        nowhere=dict.fromkeys(("area", "reached"), "only what was handed on has them; otherwise they are refused"),
        shown="/care/peers/bulk",
        words=BULK_WORDS | {"what": "51 to 100"},
        unseen=BY_NIGHT,
    ),
    Entry(
        teaching.Write,
        "/care/taught",
        training,
        row(Taught, "course", "iso_week", "setting", "people", "certificates", people=47),
        given=evening,
        shown="/care/taught",
        words=training_words,
    ),
    Entry(
        teaching.Print,
        "/care/taught/certificates",
        lambda made: {"course": made["course"], "how_many": 7},
        printed,
        given=evening,
        page="/care/taught",
        prefix="print",
        unseen={"course": "it stands on the certificates", "how_many": "so many certificates are the answer"},
    ),
    Entry(
        funders.Total,
        "/care/funders/nysdoh-oop-2026-11/{quarter}/total",
        {"number": "2", "count": 471},
        lambda _sent: {"number": "2", "count": QuarterTotal.objects.get(what="doses").count},
        who="Dora",
        given=evening,
        page="/care/funders/nysdoh-oop-2026-11/{quarter}",
        shown="/care/funders/nysdoh-oop-2026-11/{quarter}",
        words={"number": "typed in as a total"},
    ),
    Entry(
        saturation.Needed,
        KITS_NEEDED,
        {"state": "Massachusetts", "target": 47, "state_people": 19_000_000, "our_people": 190_000},
        needed,
        who="Dora",
        given=evening,
        by_get=True,
        shown=lambda sent: sent.path + "?state=Massachusetts&target=47&state_people=19000000&our_people=190000",
        words={"state_people": "1.0 percent", "our_people": "1.0 percent"},
        again=KITS_NEEDED + "?state=Massachusetts&target=47&state_people=19000000&our_people=190000",
    ),
    Entry(
        saturation.Source,
        KITS_NEEDED,
        lambda made: {"curves": made["curves"]},
        lambda sent: {"curves": sent.answer.context["curves"].key},
        who="Dora",
        given=own_curves,
        by_get=True,
        unseen={"curves": "the notes below the table say the source; see the file itself"},
    ),
    Entry(
        saturation.BringCurves,
        KITS_NEEDED + "/curves",
        lambda _made: {
            "called": "Islands",
            "source": "A study of islands",
            "baseline": 2023,
            "file": SimpleUploadedFile("islands.csv", CURVES),
        },
        lambda _sent: (
            {name: getattr(one := CurveFile.objects.get(called="Islands"), name) for name in BROUGHT}
            | {"file": "islands.csv" if one.text.encode() == CURVES else one.text}
        ),
        who="Dora",
        given=evening,
        page=KITS_NEEDED,
        prefix="file",
        shown=lambda _sent: f"{KITS_NEEDED}?curves={CurveFile.objects.get(called='Islands').pk}",
        words={"file": "Puerto Rico"},
    ),
]
