"""The directory at the desk: one tap, every field kept, doors told, packages looked at, brought in and undone."""

import datetime as dt
import io

import pytest
import time_machine

from tests.care.directory.made import HSDS, as_zip
from tests.care.directory.test_hsds import FOREIGN
from waymeet.accounts.people import OPERATOR
from waymeet.care.directory import by_hand, queries
from waymeet.care.directory.models import Batch, Listing, Record
from waymeet.care.directory.rules import barriers
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")

TYPED = {
    "name": "Lark Street drop-in",
    "organization": "",
    "organization_name": "Invented Neighbors",
    "status": "temporarily closed",
    "about": "Coffee, chairs, chargers.",
    "alert": "Moved to the back door.",
    "who": "Anybody.",
    "apply": "Walk in.",
    "fees": "Nothing.",
    "needs": ["warming", "phone"],
    "languages": ["es", "ase"],
    "phone": "518-555-0110",
    "email": "hello@example.org",
    "url": "https://example.org/lark",
    "street": "200 Lark Street",
    "more": "Back door",
    "city": "Albany",
    "state": "NY",
    "zip": "12210",
    "way": "Bus 13.",
    "latitude": "42.6543",
    "longitude": "-73.7623",
    "MO_opens": "09:00",
    "MO_closes": "17:00",
    "TU_opens": "09:00",
    "TU_closes": "17:00",
    "SU_opens": "22:00",
    "SU_closes": "02:00",
}
OTHERWISE = {
    **TYPED,
    "name": "Lark Street corner",
    "status": "active",
    "about": "Tea.",
    "alert": "",
    "who": "Adults.",
    "apply": "Ring.",
    "fees": "A dollar.",
    "needs": ["food"],
    "languages": ["en"],
    "phone": "518-555-0111",
    "email": "",
    "url": "https://example.org/corner",
    "street": "201 Lark Street",
    "more": "",
    "city": "Troy",
    "state": "MA",
    "zip": "12180",
    "way": "",
    "latitude": "42.7",
    "longitude": "-73.7",
    "MO_opens": "10:00",
    "TU_opens": "",
    "TU_closes": "",
}


def shown(page) -> dict[str, object]:
    """What stands in every field of the form, as a browser would send it back."""
    form = page.context["form"]
    out: dict[str, object] = {}
    for part in form:
        value = part.value()
        if isinstance(value, dt.time):
            value = value.strftime("%H:%M")
        out[part.name] = sorted(value) if isinstance(value, list) else str("" if value is None else value)
    return out


def added(desk, **otherwise) -> Listing:
    answer = desk.post("/care/directory/add", TYPED | otherwise)
    assert answer.status_code == 302, answer.context["form"].errors
    return queries.service(answer["Location"].rsplit("/", 1)[-1])


@pytest.mark.parametrize("said", [TYPED, OTHERWISE], ids=["added", "changed"])
def test_every_field_that_is_shown_is_saved_and_shown_again(people, said):
    desk = people.at_desk("Wanda")
    listing = added(desk)
    address = f"/care/directory/{listing.pk}/change"
    assert desk.post(address, said).status_code == 302
    again = shown(desk.get(address))
    wanted = {name: sorted(v) if isinstance(v, list) else v for name, v in said.items() if not name.startswith("organ")}
    assert {name: again[name] for name in wanted} == wanted
    assert set(again) - set(wanted) == {f"{d}_{p}" for d in ("WE", "TH", "FR", "SA") for p in ("opens", "closes")}
    page = desk.get(f"/care/directory/{listing.pk}").content.decode()
    for name in (
        "name",
        "about",
        "alert",
        "who",
        "apply",
        "fees",
        "phone",
        "email",
        "url",
        "street",
        "city",
        "zip",
        "way",
    ):
        assert str(said[name]) in page, name
    assert Record.objects.get(table="organization").fields["name"] == "Invented Neighbors"


def test_a_second_service_can_be_of_an_organization_that_is_there(people):
    desk = people.at_desk("Wanda")
    added(desk)
    organization = Record.objects.get(table="organization").key
    second = added(desk, name="Night shift", organization=organization, organization_name="")
    assert second.shown["organization"] == "Invented Neighbors"
    assert Record.objects.filter(table="organization").count() == 1


def test_every_answer_about_a_door_is_kept_with_its_day_and_nobody(people):
    desk = people.at_desk("Wanda")
    listing = added(desk)
    answers = {
        "id_required": "no",
        "abstinence_required": "yes",
        "police_on_site": "no",
        "walk_in": "yes",
        "moud_accepted": "no",
    }
    assert set(answers) == set(barriers.QUESTIONS)
    desk.post(f"/care/directory/{listing.pk}/door", answers)
    today = clock.today().isoformat()
    assert queries.service(listing.pk).shown["doors"] == {code: [said, today] for code, said in answers.items()}
    page = desk.get(f"/care/directory/{listing.pk}")
    assert {code: page.context["form"][code].value() for code in answers} == answers
    told = [one.fields["updated_by"] for one in Record.objects.filter(table="metadata")]
    assert told == ["participants"] * 5
    desk.post(f"/care/directory/{listing.pk}/door", {"id_required": "unknown", "walk_in": "no"})
    doors = queries.service(listing.pk).shown["doors"]
    assert (doors["id_required"][0], doors["walk_in"][0], doors["moud_accepted"][0]) == ("unknown", "no", "no")
    assert Record.objects.filter(table="metadata").count() == 5


def test_what_was_told_long_ago_says_so(people):
    desk = people.at_desk("Wanda")
    listing = added(desk)
    desk.post(f"/care/directory/{listing.pk}/door", {"id_required": "no"})
    with time_machine.travel(clock.now() + dt.timedelta(days=barriers.STALE_DAYS + 1), tick=False):
        [(code, _words, easy, day)] = queries.doors_of(queries.service(listing.pk))
    assert (code, easy, day) == ("id_required", True, "")


def test_one_tap_finds_what_is_near_open_and_asks_for_no_id(people):
    """A tap on the map sends only where; a button with an area does the same for a keyboard."""
    desk = people.at_desk("Wanda")
    open_all_day = {
        f"{day}_{p}": t
        for day in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
        for p, t in (("opens", "00:00"), ("closes", "23:59"))
    }
    listing = added(desk, status="active", **open_all_day)
    added(desk, status="active", name="Asks for an ID", **open_all_day)
    desk.post(f"/care/directory/{listing.pk}/door", {"id_required": "no"})
    found = desk.post("/care/directory", {"tap.x": "132", "tap.y": "100"})
    page = found.content.decode()
    assert [line["listing"].name for line in found.context["lines"]] == ["Lark Street drop-in"]
    assert "miles" in page
    assert "1 more would fit" in page
    quick = desk.post("/care/directory", {"quick": "1"})
    assert [line["listing"].name for line in quick.context["lines"]] == ["Lark Street drop-in"]
    far = desk.post("/care/directory", {"point": "40000000,-73000000"})
    assert far.context["lines"] == []


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"words": "lark coff"}, True),
        ({"words": "larks"}, False),
        ({"need": "warming"}, True),
        ({"need": "dental"}, False),
        ({"language": "es"}, True),
        ({"doors": ["walk_in"]}, False),
        ({"doors": ["id_required", "police_on_site"]}, True),
        ({"point": "42654300,-73762300"}, True),
    ],
)
def test_every_field_of_the_question_narrows_and_is_shown_again(people, asked, fits):
    desk = people.at_desk("Wanda")
    listing = added(desk, status="active")
    desk.post(f"/care/directory/{listing.pk}/door", {"id_required": "no", "police_on_site": "no"})
    page = desk.post("/care/directory", asked)
    assert bool(page.context["lines"]) is fits
    [(name, value)] = asked.items()
    assert page.context["form"][name].value() == value


def test_a_closed_service_is_not_found(people):
    desk = people.at_desk("Wanda")
    added(desk)
    assert desk.post("/care/directory", {"words": "lark"}).context["lines"] == []


def test_a_package_is_looked_at_then_brought_in_then_undone(people, tmp_path):
    desk = people.at_desk("Wanda")
    package = as_zip(tmp_path, FOREIGN)
    look = desk.post("/care/directory/in", {"file": io.BytesIO(package.read_bytes())})
    assert look.status_code == 302
    page = desk.get(look["Location"])
    assert "Nothing has been written yet" in page.content.decode()
    assert not Record.objects.exists()
    batch = desk.post(look["Location"])["Location"]
    assert Listing.objects.get().name == "Soup at noon"
    assert desk.get(look["Location"]).status_code == 404
    assert "Everything was taken" in desk.get(batch).content.decode()
    desk.post(f"{batch}/undo")
    assert not Record.objects.exists()
    assert not Listing.objects.exists()
    assert Batch.objects.get().state == Batch.State.UNDONE


def test_what_is_no_directory_is_refused_in_a_sentence(people):
    desk = people.at_desk("Wanda")
    page = desk.post("/care/directory/in", {"file": io.BytesIO(b"dear sir")})
    assert page.status_code == 422
    assert "There is no directory in this file" in page.content.decode()


def test_the_list_for_the_pocket_is_in_two_languages(people):
    desk = people.at_desk("Wanda")
    listing = added(desk, status="active")
    desk.post(f"/care/directory/{listing.pk}/door", {"id_required": "no"})
    page = desk.get("/care/directory/pocket?easy=on").content.decode()
    assert page.count("Lark Street drop-in") == 2
    assert "Mon-Tue 9-17" in page
    assert "lun-mar 9-17" in page
    assert desk.get("/care/directory/pocket?needs=food").content.decode().count("Lark Street drop-in") == 0


def test_the_desk_gives_the_whole_directory_and_one_service(people):
    desk = people.at_desk("Wanda")
    listing = added(desk)
    for form in ("csv", "json"):
        assert desk.get(f"/care/directory/out?form={form}").content[:2] == b"PK"
    assert desk.get("/care/directory/out?form=xml").status_code == 404
    assert desk.get(f"/care/directory/{listing.pk}.json").json()["id"] == str(listing.pk)


def test_phones_get_it_without_a_sign_in_and_without_a_cookie(people, client):
    added(people.at_desk("Wanda"), status="active")
    answer = client.get("/field/care/directory", SERVER_NAME="localhost")
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer["Content-Encoding"] == "gzip"
    again = client.get("/field/care/directory", SERVER_NAME="localhost", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_an_odd_week_stays_as_it_came(people):
    from tests.care.directory.made import brought

    brought(HSDS / "service_full.json", by=OPERATOR)
    listing = Listing.objects.get()
    assert by_hand.has_odd_hours(listing.pk)
    before = Record.objects.get(table="schedule").fields
    desk = people.at_desk("Wanda")
    page = desk.get(f"/care/directory/{listing.pk}/change")
    assert "MO_opens" not in page.context["form"].fields
    said = {name: value for name, value in shown(page).items() if value}
    assert (
        desk.post(f"/care/directory/{listing.pk}/change", said | {"latitude": "", "longitude": ""}).status_code == 302
    )
    assert Record.objects.get(table="schedule").fields == before
