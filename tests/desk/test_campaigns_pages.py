"""A structure test as it is held: planned with its denominator, filled by a tap, compared with what we thought."""

import csv
import datetime as dt
import io

import pytest

from waymeet.kernel import clock
from waymeet.organizing.campaigns import queries, services
from waymeet.organizing.campaigns.models import Part, StructureTest, Unit
from waymeet.organizing.contacts import guarded
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.leadership import services as leadership
from waymeet.organizing.models import AuditLine

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE = "/organizing/structure-tests"


def text(answer) -> str:
    return answer.content.decode()


def day(days: int) -> str:
    return (clock.today() + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def church(people):
    """Four people of a congregation."""
    by = {"by": people["Olga"]}
    group = contacts.make_group(name="Mount Carmel", kind="congregation", **by)
    ids = {name: contacts.add(said={"name": name}, **by) for name in ("Ana", "Berta", "Carla", "Dina")}
    for one in ids.values():
        contacts.belong(contact_id=one, group_id=group, role="", **by)
    return group, ids


def planned(desk, group, **said) -> str:
    given = {
        "unit": f"group {group}",
        "ask": "A sign in the window",
        "deadline": day(5),
        "denominator": "6",
        "source": "the pastor's list",
        "target": "67",
    }
    answer = desk.post(f"{PAGE}/plan", given | said)
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def test_the_wall_chart_fills_as_it_happens(people, church):
    group, ids = church
    desk = people.at_desk("Olga")
    assert "No test yet" in text(desk.get(PAGE))
    one = planned(desk, group)
    page = text(desk.get(one))
    assert "0 of 6 took part (0 %)" in page
    assert "the pastor&#x27;s list" in page
    desk.post(f"{one}/people/{ids['Ana']}", {"did": "yes"})
    desk.post(f"{one}/people/{ids['Berta']}", {"did": "yes"})
    desk.post(f"{one}/people/{ids['Carla']}", {"did": "no"})
    assert "2 of 6 took part (33 %)" in text(desk.get(one))
    desk.post(f"{one}/count", {"many": "2"})
    page = text(desk.get(one))
    assert "4 of 6 took part (66 %)" in page
    assert "1 more" in page
    desk.post(f"{one}/people/{ids['Dina']}", {"did": "yes"})
    assert "5 of 6 took part (83 %)" in text(desk.get(one))
    assert "reached" in text(desk.get(PAGE))
    desk.post(f"{one}/people/{ids['Dina']}", {"did": ""})
    assert not Part.objects.filter(contact=ids["Dina"]).exists()
    desk.post(f"{one}/people/{ids['Ana']}/moved", {"moved_by": ids["Berta"]})
    assert "moved by Berta" in text(desk.get(one))
    assert Unit.objects.get().kind == "congregation"


def test_false_ones_and_those_stronger_than_thought(people, church):
    group, ids = church
    desk, olga = people.at_desk("Olga"), people["Olga"]
    for name, score in (("Ana", 1), ("Berta", 2), ("Carla", 4)):
        leadership.assess(contact_id=ids[name], score=score, evidence="did", by=olga)
    one = planned(desk, group, deadline=day(0))
    test = StructureTest.objects.get()
    for name, did in (("Ana", False), ("Carla", True)):
        services.mark(test_id=test.pk, contact_id=ids[name], did=did, by=olga)
    found = queries.one(test_id=test.pk, by=olga)
    assert [line.contact.name for line in found.false_ones] == ["Ana"], "the day is not over: Berta may still come"
    assert [line.contact.name for line in found.stronger] == ["Carla"]
    StructureTest.objects.update(deadline=clock.today() - dt.timedelta(days=1))
    assert queries.one(test_id=test.pk, by=olga).false_ones == [], "nobody had been assessed by then"
    StructureTest.objects.update(deadline=clock.today())
    page = text(desk.get(one))
    assert "Assessed as with us, and not there" in page
    assert "Stronger than we thought" in page


def test_the_next_test_asks_for_more_and_all_stand_on_one_chart(people, church):
    group, ids = church
    desk, olga = people.at_desk("Olga"), people["Olga"]
    leadership.assess(contact_id=ids["Ana"], score=1, evidence="did", by=olga)
    first = planned(desk, group, ask="Come to a meeting", deadline=day(2))
    planned(desk, group, ask="Speak at the council", deadline=day(30))
    desk.post(f"{first}/people/{ids['Ana']}", {"did": "yes"})
    where = f"{PAGE}/units/{Unit.objects.get().pk}"
    page = text(desk.get(where))
    assert page.index("Come to a meeting") < page.index("Speak at the council")
    answer = desk.get(f"{where}?format=csv")
    body = answer.content.decode("utf-8-sig").split("\r\n\r\n")[0]
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [row["Name"] for row in rows] == ["Ana", "Berta", "Carla", "Dina"]
    assert rows[0]["Assessed"] == "1"
    assert rows[0][f"Come to a meeting ({day(2)})"] == "took part"
    assert AuditLine.objects.filter(verb="wall_chart.export").count() == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"denominator": "0"}, "greater than or equal to 1"),
        ({"source": " "}, "This field is required"),
        ({"target": "101"}, "less than or equal to 100"),
        ({"unit": "group 00000000-0000-4000-8000-000000000000"}, "not one of the available choices"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_planned(people, church, said, why: str):
    given = {
        "unit": f"group {church[0]}",
        "ask": "x",
        "deadline": day(1),
        "denominator": "3",
        "source": "us",
        "target": "67",
    }
    answer = people.at_desk("Olga").post(f"{PAGE}/plan", given | said)
    assert answer.status_code == 422
    assert why in text(answer)
    assert not StructureTest.objects.exists()


def test_more_than_all_is_said_and_not_hidden(people, church):
    desk = people.at_desk("Olga")
    one = planned(desk, church[0])
    desk.post(f"{one}/count", {"many": "9"})
    assert "The number of all cannot be right" in text(desk.get(one))


def test_a_guarded_group_is_never_offered(people, church):
    guarded.make(kind="group", name="Night circle", by=people["Olga"])
    assert "Night circle" not in text(people.at_desk("Olga").get(f"{PAGE}/plan"))
    assert all(not words.startswith("Night") for _code, words in queries.units(by=people["Olga"]))
