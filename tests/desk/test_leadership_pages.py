"""Leaders at the desk: assessed, placed, leading and followed, and what each page says of it."""

import csv
import datetime as dt
import io
import re

import pytest

from tests.desk import work_made
from waymeet.kernel import clock
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events.models import Attendance, Event
from waymeet.organizing.leadership import ladders, services
from waymeet.organizing.leadership.models import Assessment, Ladder, Leads
from waymeet.organizing.leadership.queries.coverage import covered
from waymeet.organizing.leadership.queries.follow import snowflake
from waymeet.organizing.leadership.queries.turnout import turnouts
from waymeet.organizing.one_on_ones import services as one_on_ones
from waymeet.organizing.turf.models import Door

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE = "/organizing/leaders"


def text(answer) -> str:
    return answer.content.decode()


def person(people, name: str):
    return contacts.add(said={"name": name}, by=people["Olga"])


def where(contact) -> str:
    return f"/organizing/contacts/{contact}"


def event(days_ago: int = 2) -> Event:
    return Event.objects.create(title="Meeting", day=clock.today() - dt.timedelta(days=days_ago), starts=dt.time(18))


def test_two_organizers_assess_and_everything_stays(people):
    olga, omar, rosa = people.at_desk("Olga"), people.at_desk("Omar"), person(people, "Rosa")
    olga.post(f"{where(rosa)}/assess", {"score": "1", "evidence": "brought ten to the hearing"})
    page = text(olga.get(where(rosa)))
    assert "brought ten to the hearing" in page
    assert "Somebody else should look again" in page
    assert "A 1 that one person alone has seen" in text(olga.get(PAGE))
    omar.post(f"{where(rosa)}/assess", {"score": "1", "evidence": "her block came"})
    page = text(omar.get(where(rosa)))
    assert "seen by two people" in page
    assert "brought ten to the hearing" in page
    assert "A 1 that one person alone has seen" not in text(olga.get(PAGE))
    assert Assessment.objects.count() == 2


def test_whoever_may_not_assess_sees_nothing_of_it(people):
    rosa = person(people, "Rosa")
    services.assess(contact_id=rosa, score=5, evidence="tore a sign down", by=people["Olga"])
    page = text(people.at_desk("Flora").get(where(rosa)))
    assert "Rosa" in page
    for words in ("Leading", "against it", "tore a sign", "Observing", "Relationship to the campaign"):
        assert words not in page


def test_why_somebody_stands_where_they_stand(people):
    desk, rosa = people.at_desk("Olga"), person(people, "Rosa")
    Attendance.objects.create(event=event(), contact_id=rosa, came=True)
    page = text(desk.get(where(rosa)))
    assert "<strong>Following</strong>" in page
    assert "came to events: 1 or more, in the last 12 months (there: 1)" in page
    assert "What Endorsing asks for" in page
    said = {"key": "owning", "reason": "she runs the block", "until": ""}
    desk.post(f"{where(rosa)}/rung", said)
    page = text(desk.get(where(rosa)))
    assert "<strong>Owning</strong>" in page
    assert "she runs the block" in page
    assert "By the rules: Following." in page
    assert "Rosa" in text(desk.get(f"{PAGE}/rungs/owning"))
    desk.post(f"{where(rosa)}/rung/by-the-rules")
    page = text(desk.get(where(rosa)))
    assert "<strong>Following</strong>" in page
    assert "from Observing to Owning" in page


def test_the_map_draws_itself_and_the_table_says_the_same(people):
    desk = people.at_desk("Olga")
    ids = {name: person(people, name) for name in ("Rosa", "Ana", "Berta")}
    one_on_ones.go_along(contact_id=ids["Rosa"], coach=people["Olga"].id, every_days=14, by=people["Olga"])
    for name in ("Ana", "Berta"):
        desk.post(f"{where(ids['Rosa'])}/lead", {"way": "leads", "other": ids[name], "every_days": "14"})
    Leads.objects.filter(follower=ids["Ana"]).update(since=clock.today() - dt.timedelta(days=30))
    page = text(desk.get(f"{PAGE}/map"))
    drawing = page.partition("<svg viewBox")[2].partition("</svg>")[0]
    assert drawing.count("<circle") == 4
    assert drawing.count("snowflake__line") == 3
    assert "<title>Ana, should talk</title>" in drawing
    table = page.partition("<tbody>")[2]
    assert re.findall(r'scope="row">(?:<a[^>]*>)?([^<]+)', table) == ["Olga", "Rosa", "Ana", "Berta"]
    desk.post(f"{where(ids['Ana'])}/led/talked")
    assert "should talk" not in text(desk.get(f"{PAGE}/map")).partition("<svg viewBox")[2].partition("</svg>")[0]
    team = snowflake(by=people["Olga"], team=str(ids["Rosa"]))
    assert [node.name for node in team.in_order()] == ["Rosa", "Ana", "Berta"]


def test_nobody_leads_in_a_circle_and_nine_are_too_many(people):
    desk, rosa = people.at_desk("Olga"), person(people, "Rosa")
    ids = [person(people, f"P{at}") for at in range(9)]
    for one in ids:
        services.lead(leader=rosa, follower=one, every_days=14, by=people["Olga"])
    answer = desk.post(f"{where(rosa)}/lead", {"way": "led", "other": ids[0], "every_days": "14"}, follow=True)
    assert "This would go in a circle" in text(answer)
    assert not Leads.objects.filter(follower=rosa).exists()
    assert "leads too many" in text(desk.get(f"{PAGE}/map"))
    assert "more people than one person holds well" in text(desk.get(where(rosa)))


def test_who_came_when_they_asked(people):
    rosa, ana = person(people, "Rosa"), person(people, "Ana")
    first, second, coming = event(9), event(2), event(-3)
    asked = [person(people, f"P{at}") for at in range(5)]
    for at, one in enumerate(asked):
        Attendance.objects.create(event=first, contact_id=one, asked_by_id=rosa, came=at < 4)
    Attendance.objects.create(event=second, contact_id=asked[0], asked_by_id=rosa, came=True)
    Attendance.objects.create(event=coming, contact_id=asked[1], asked_by_id=rosa)
    Attendance.objects.create(event=second, contact_id=asked[1], asked_by_id=ana, came=True)
    Attendance.objects.create(event=second, contact_id=ana, asked_by_id=ana, came=True)
    found = [(one.leader.name, one.asked, one.came, one.open, one.share) for one in turnouts(by=people["Olga"])]
    assert found == [("Rosa", 5, 4, 1, 80), ("Ana", 1, 1, 0, None)]
    page = text(people.at_desk("Olga").get(f"{PAGE}/turnout"))
    assert "P0, P1, P2, P3" in page
    assert "too few" in page


def changed(desk, **said) -> dict[str, str]:
    """The form as it stands, with some of it typed anew."""
    page = text(desk.get(f"{PAGE}/ladder/change"))
    form = dict(re.findall(r'name="(rung\d-key)" value="([^"]*)"', page))
    for at, step in enumerate(ladders.in_force().steps):
        form |= {f"rung{at}-{name}": getattr(step, name) for name in ("name_en", "name_es", "next_en", "next_es")}
        for number, one in enumerate(step.rule.conditions):
            words = {"what": one.what.value, "number": one.number, "months": one.months or ""}
            form |= {f"rung{at}-{name}{number}": value for name, value in words.items()}
    return form | said


def test_the_ladder_is_changed_in_a_form_after_seeing_who_would_move(people):
    desk, rosa = people.at_desk("Olga"), person(people, "Rosa")
    block = contacts.make_group(name="Block", kind="block", by=people["Olga"])
    contacts.belong(contact_id=rosa, group_id=block, role="", by=people["Olga"])
    form = changed(desk, **{"rung1-what0": "belongs", "rung1-number0": "1", "rung1-group0": "block"})
    page = text(desk.post(f"{PAGE}/ladder/change", form | {"step": "save"}))
    assert not Ladder.objects.exists(), "nothing is saved before it was seen"
    assert "Who would move" in page
    assert re.search(r"Observing.*Following.*\b1\b", page.partition("Who would move")[2], re.DOTALL)
    [seen] = re.findall(r'name="seen" value="(\w+)"', page)
    other = form | {"rung1-number0": "2", "step": "save", "seen": seen}
    assert "If you save this" in text(desk.post(f"{PAGE}/ladder/change", other))
    assert not Ladder.objects.exists(), "other rules than those seen"
    assert desk.post(f"{PAGE}/ladder/change", form | {"step": "save", "seen": seen}).status_code == 302
    page = text(desk.get(f"{PAGE}/ladder"))
    assert "belongs to a block or building" in page
    assert "in force" in page
    assert "<strong>Following</strong>" in text(desk.get(where(rosa)))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"rung0-what0": "events"}, "The lowest rung asks for nothing"),
        ({"rung1-name_es": ""}, "a name in both languages"),
        ({"rung2-what0": "", "rung2-what1": ""}, "Say what rung 3 asks for"),
        ({"rung1-number0": "-1"}, "Some of it cannot be read"),
    ],
)
def test_what_is_no_ladder_is_said_and_not_saved(people, said, why: str):
    desk = people.at_desk("Olga")
    answer = desk.post(f"{PAGE}/ladder/change", changed(desk, **said) | {"step": "save"})
    assert answer.status_code == 422
    assert why in text(answer)
    assert not Ladder.objects.exists()


def test_coverage_says_out_of_how_many(people):
    olga = people["Olga"]
    ids = [person(people, f"P{at}") for at in range(3)]
    for at, name in enumerate(("Mount Carmel", "Saint Ann", "Beth El")):
        group = contacts.make_group(name=name, kind="congregation", by=olga)
        if at < 2:
            contacts.belong(contact_id=ids[at], group_id=group, role="", by=olga)
    services.assess(contact_id=ids[0], score=1, evidence="brought ten", by=olga)
    found = covered(what="congregation", by=olga)
    assert (found.units, found.with_leader) == (3, 1)
    desk = people.at_desk("Olga")
    answer = desk.get(f"{PAGE}/coverage?by=congregation&format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig").split("\r\n\r\n")[0])))
    assert {row["Where"]: (row["People we know"], row["Leaders"]) for row in rows} == {
        "Mount Carmel": ("1", "1"),
        "Saint Ann": ("1", "0"),
        "Beth El": ("0", "0"),
    }
    assert "of 3 have a leader" in text(desk.get(f"{PAGE}/coverage?by=congregation"))


def test_coverage_by_doors(people, tmp_path):
    work_made.walk(people, tmp_path)
    doors = list(Door.objects.order_by("segment", "pk"))
    rosa, ana = person(people, "Rosa"), person(people, "Ana")
    person(people, "Nowhere")
    far = doors[-1]
    Door.objects.filter(pk=far.pk).update(segment=far.segment + 1)
    Contact.objects.filter(pk=rosa).update(door=doors[0].pk)
    Contact.objects.filter(pk=ana).update(door=far.pk)
    services.assess(contact_id=rosa, score=1, evidence="brought ten", by=people["Olga"])
    found = covered(what="block", by=people["Olga"])
    assert found.units == len({door.segment for door in doors}) + 1
    assert (found.with_leader, found.doors, found.without_door) == (1, len(doors), 1)
    assert found.doors_with_leader == sum(door.segment == doors[0].segment for door in doors[:-1])
    assert [(one.people, one.leaders) for one in found.places] == [(1, 1), (1, 0)]
    desk = people.at_desk("Olga")
    for what in ("block", "building", "neighbourhood", "workplace", "home_group"):
        assert desk.get(f"{PAGE}/coverage?by={what}").status_code == 200
