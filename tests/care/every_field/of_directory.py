"""Forms of the directory. What is asked of it is kept nowhere: each question alone finds the one service it fits."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.care.every_field.entry import Entry, Made, Said, Sent
from tests.desk import care_made, directory_made
from tests.desk.conftest import People
from waymeet.care.directory import by_hand, forms, queries, services, uploads
from waymeet.care.directory.models import Listing, Record
from waymeet.care.directory.rules import barriers, needs
from waymeet.care.directory.rules.barriers import QUESTIONS
from waymeet.kernel import clock


def filled(people: People, folder: Path) -> Made:
    """Dogwood corner with everything told, a pantry with nothing; and a service far away that answers otherwise."""
    care_made.evening(people)
    made: Made = directory_made.directory(people, folder)
    whole_week = {f"{day}_{part}": at for day in forms.DAYS for part, at in (("opens", "00:00"), ("closes", "23:59"))}
    said = {"name": "Lark Street", "organization_name": "Lark", "latitude": 42.655, "longitude": -73.7555}
    said |= {"needs": ["food"], "languages": ["ht"], "names_of_languages": {"ht": "Haitian Creole"}}
    one = by_hand.save(service_id=None, said=said | whole_week, by=people["Wanda"])
    services.say_how_the_door_is(service_id=one, answers={"walk_in": "yes"}, by=people["Wanda"])
    organization = Record.objects.get(table="organization", fields__name="Lark").key
    return made | {"lark": str(one), "lark_organization": organization}


DOGWOOD, LARK = "Dogwood corner", "Lark Street"


def names(sent: Sent) -> list[str]:
    return [line["listing"].name for line in sent.answer.context["lines"]]


def listed(sent: Sent) -> Said:
    found = [line["listing"].name for _need, lines in sent.answer.context["columns"][0]["groups"] for line in lines]
    return dict.fromkeys(sent.says, found)


def answered(sent: Sent) -> Said:
    """The question reached the search if it left only what fits."""
    return {name: names(sent) for name in sent.says}


LONG = "Chairs, chargers and quiet. " * 50 + "Ask for the kettle."
TEXTS = {
    "about": LONG,
    "alert": "Use the garden gate.",
    "who": "Everybody over sixteen.",
    "apply": "Ring twice and wait.",
    "fees": "A quarter for the washer.",
}
HOURS = {
    f"{day}_{part}": f"{hour + at:02}:{7 * at:02}"
    for at, day in enumerate(forms.DAYS)
    for part, hour in (("opens", 6), ("closes", 14))
}
REST = {
    "needs": ["dental", "clothing"],
    "languages": ["my", "ur"],
    "phone": "518-555-0177",
    "email": "door@garden.example",
    "url": "https://garden.example/hours",
    "street": "61 Quince Alley",
    "more": "Floor 3",
    "city": "Watervliet",
    "state": "NY",
    "zip": "12189",
    "way": "Bus 22, last stop.",
    "latitude": "42.7301",
    "longitude": "-73.7012",
}
SERVICE = {"name": "The garden house", "status": "temporarily closed", **TEXTS, **REST, **HOURS}
SHOWN: dict[str, Any] = {
    "about": "Ask for the kettle.",
    "status": "closed for a while",
    "needs": ["dental care", "clothing"],
    "languages": ["Burmese", "Urdu"],
}
NOT_SHOWN = {
    "latitude": "a dot on the map, and how far it is",
    "longitude": "a dot on the map, and how far it is",
} | dict.fromkeys(HOURS, "a day's hours stand together in one line; see the form, where they stand again")


def service(sent: Sent) -> Said:
    """From the service as it goes out in HSDS, with everything inside."""
    one = queries.nested(Listing.objects.get(name=SERVICE["name"]).pk)
    place = one["service_at_locations"][0]["location"]
    address, organization = place["addresses"][0], one["organization"]
    kept = {name: one.get(field) for name, field in by_hand.OWN.items()}
    kept |= {name: place.get(field) for name, field in by_hand.PLACE.items()}
    kept |= {name: address.get(field) for name, field in by_hand.ADDRESS.items()}
    for span in one["schedules"]:
        for day in span["byday"].split(","):
            kept |= {f"{day}_opens": span["opens_at"], f"{day}_closes": span["closes_at"]}
    return kept | {
        "phone": one["phones"][0]["number"],
        "languages": [line["code"] for line in one["languages"]],
        "needs": [line["value"] for line in one["attributes"] if line["value"] in needs.NEEDS],
        "organization": organization["id"],
        "organization_name": organization["name"],
    }


def doors(sent: Sent) -> Said:
    told = queries.service(sent.made["other"]).shown["doors"]
    assert {day for _said, day in told.values()} == {clock.today().isoformat()}
    return {name: said for name, (said, _day) in told.items()}


def bare(people: People, folder: Path) -> Made:
    """A service of which nobody has told how its door is."""
    made = filled(people, folder)
    other = by_hand.save(service_id=None, said={"name": "Bare"}, by=people["Wanda"])
    return made | {"other": str(other)}


DOORS = {code: "yes" if at % 2 else "no" for at, code in enumerate(QUESTIONS)}
CSV = b"id,name,status\nd3b1f1f0-9d0f-4b7f-8d1e-0d8f7a9f3a77,Clothes closet,active\n"
ADD, CHANGE, PAGE = "/care/directory/add", "/care/directory/{service}/change", "/care/directory/{service}"
BY_FORM = "another form of the same: an organization is chosen, or a new one typed"
ENTRIES = [
    Entry(
        forms.ServiceForm,
        ADD,
        SERVICE | {"organization_name": "The garden people"},
        service,
        given=filled,
        nowhere={"organization": BY_FORM},
        shown=lambda sent: sent.path,
        words=SHOWN,
        unseen=NOT_SHOWN,
    ),
    Entry(
        forms.ServiceForm,
        ADD,
        lambda made: SERVICE | {"organization": made["lark_organization"]},
        service,
        given=filled,
        nowhere={"organization_name": BY_FORM},
        shown=lambda sent: sent.path,
        words=SHOWN | {"organization": "Lark"},
        unseen=NOT_SHOWN,
    ),
    Entry(
        forms.ServiceForm,
        CHANGE,
        SERVICE,
        service,
        given=filled,
        shown=PAGE,
        words=SHOWN,
        unseen=NOT_SHOWN,
        again=CHANGE,
    ),
    Entry(
        forms.Doors,
        "/care/directory/{other}/door",
        DOORS,
        doors,
        given=bare,
        page="/care/directory/{other}",
        shown="/care/directory/{other}",
        words={code: barriers.words_of(code, said) for code, said in DOORS.items()},
        again="/care/directory/{other}",
    ),
    Entry(
        forms.Ask,
        "/care/directory",
        {"words": "charger", "need": "warming", "language": "ht", "area": "1", "doors": ["id_required"]}
        | {"open_now": True, "point": "42655000,-73755500"},
        answered,
        given=filled,
        alone=True,
        reads={"words": [DOGWOOD], "need": [DOGWOOD], "language": [LARK], "doors": [DOGWOOD], "open_now": [LARK]}
        | {"area": [DOGWOOD, LARK], "point": [DOGWOOD, LARK]},
        unseen={"*": "what somebody looks for is used for one answer; the form says it again"},
    ),
    Entry(
        forms.PackageFile,
        "/care/directory/in",
        lambda _made: {"file": SimpleUploadedFile("closet.csv", CSV)},
        lambda sent: {"file": "closet.csv" if uploads.path_of(sent.path.rsplit("/", 1)[1]).read_bytes() == CSV else ""},
        given=filled,
        shown=lambda sent: sent.path,
        words={"file": "closet.csv"},
    ),
    Entry(
        forms.Pocket,
        "/care/directory/pocket",
        {"needs": ["warming"], "easy": True},
        listed,
        given=filled,
        by_get=True,
        alone=True,
        reads={"needs": [DOGWOOD], "easy": [DOGWOOD]},
        unseen={"*": "it chooses what stands on the list"},
    ),
]
