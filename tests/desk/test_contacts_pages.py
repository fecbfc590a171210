"""People who chose to be known, as organizers and field leads keep them; what is guarded, and from whom."""

import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.consent import made
from waymeet.accounts.keyring import ORGANIZING
from waymeet.accounts.keys import change_key
from waymeet.organizing.contacts import guarded
from waymeet.organizing.contacts.models import (
    Contact,
    ContactPoint,
    Entry,
    GuardedGroup,
    GuardedKey,
    GuardedMember,
    Household,
    Relation,
)
from waymeet.organizing.models import AuditLine

pytestmark = pytest.mark.django_db(databases="__all__")
DESK = "/organizing/contacts"
ROSA = {"name": "Rosa Muñoz", "phones": "(518) 555-0142", "emails": "rosa@example.org", "source": "door"}


def text(answer) -> str:
    return answer.content.decode()


def added(desk, **said: object) -> str:
    answer = desk.post(f"{DESK}/add", {**ROSA, **said})
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def found(desk, words: str) -> list[str]:
    return re.findall(rf'href="{DESK}/[0-9a-f-]{{36}}">([^<]+)<', text(desk.post(DESK, {"words": words})))


def test_somebody_is_added_found_and_shown(people):
    desk = people.at_desk("Flora")
    where = added(desk, chosen_name="Rosita", pronouns="she", languages=["es", "en"], sayings=["lives", "educator"])
    page = text(desk.get(where))
    for words in ("Rosita", "Rosa Muñoz", "(518) 555-0142", "rosa@example.org", "Español", "lives here", "at a door"):
        assert words in page
    for words in (
        "munoz",
        "ROSI",
        "555-0142",
        "0142",
        "5550142",
        "1 518 555 0142".replace(" ", ""),
        "rosa@example.org",
        "",
    ):
        assert found(desk, words) == ["Rosita"], words
    for words in ("munoz berta", "555-0199", "rosa@example.com"):
        assert found(desk, words) == [], words


@pytest.mark.parametrize("only", [{"name": "Rosa"}, {"phones": "518 555 0142"}, {"address": "the corner of Lark"}])
def test_one_thing_to_find_them_by_is_enough(people, only):
    desk = people.at_desk("Olga")
    assert desk.post(f"{DESK}/add", {"source": "came", **only}).status_code == 302
    assert desk.get(DESK).status_code == 200


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": "  "}, "Write down one thing to find them by"),
        ({"name": "Rosa", "phones": "none"}, "Line 1 is no phone number we know"),
        ({"name": "Rosa", "phones": "518 555 0142", "emails": "rosa at home"}, "Line 2 is no email we know"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_kept(people, said, why: str):
    answer = people.at_desk("Olga").post(f"{DESK}/add", {"source": "came", **said})
    assert answer.status_code == 422
    assert why in text(answer)
    assert not Contact.objects.exists()
    assert not ContactPoint.objects.exists()


def test_a_change_keeps_what_stays_and_lets_go_of_what_is_gone(people):
    desk = people.at_desk("Olga")
    where = added(desk, sayings=["lives"])
    form = text(desk.get(f"{where}/change"))
    assert "rosa@example.org" in form
    kept = ContactPoint.objects.get(kind="phone").pk
    desk.post(f"{where}/change", {**ROSA, "emails": "", "phones": "518-555-0142\n518 555 0199", "sayings": ["works"]})
    points = {one.folded: one.pk for one in ContactPoint.objects.all()}
    assert points.keys() == {"5185550142", "5185550199"}
    assert points["5185550142"] == kept
    page = text(desk.get(where))
    assert "works here" in page
    assert "lives here" not in page


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (["call", "text"], "Never by: a call, a text. They asked for it."),
        (["call", "text", "email", "visit", "letter"], "Do not contact them. They asked for it."),
    ],
)
def test_who_must_not_be_contacted_is_said_first(people, refused, words: str):
    desk = people.at_desk("Flora")
    assert words in text(desk.get(added(desk, not_by=refused)))


def test_households_and_relations_read_from_both_sides(people):
    desk = people.at_desk("Flora")
    rosa, ana, leo = added(desk), added(desk, name="Ana"), added(desk, name="Leo")
    ids = [where.rpartition("/")[2] for where in (rosa, ana, leo)]
    desk.post(f"{rosa}/relate", {"other": ids[1], "kind": "parent"})
    desk.post(f"{rosa}/relate", {"other": ids[1], "kind": "home"})
    desk.post(f"{leo}/relate", {"other": ids[0], "kind": "home"})
    assert re.search(r"parent of\s*<a[^>]*>Ana<", text(desk.get(rosa)))
    assert re.search(r"child of\s*<a[^>]*>Rosa Muñoz<", text(desk.get(ana)))
    assert [text(desk.get(where)).count("lives with") for where in (rosa, ana, leo)] == [2, 2, 2]
    assert Household.objects.count() == 1
    answer = desk.post(f"{rosa}/relate", {"other": ids[0], "kind": "friend"})
    assert answer.status_code == 422
    assert Relation.objects.count() == 1


def test_what_happened_stands_in_order_and_its_words_are_sealed(people):
    desk = people.at_desk("Olga")
    where = added(desk)
    desk.post(f"{where}/happened", {"kind": "met", "day": "2026-01-05", "words": "she wants the crosswalk"})
    desk.post(f"{where}/happened", {"kind": "called", "day": "2026-01-07", "words": ""})
    page = text(desk.get(where))
    assert page.index("called") < page.index("she wants the crosswalk")
    assert all(b"crosswalk" not in bytes(one.sealed or b"") for one in Entry.objects.all())
    lead = text(people.at_desk("Flora").get(where))
    assert "crosswalk" not in lead
    assert "sealed to the organizers" in lead
    assert desk.post(f"{where}/happened", {"kind": "note", "day": "2026-01-07", "words": " "}).status_code == 422
    assert desk.post(f"{where}/happened", {"kind": "met", "day": "2999-01-07"}).status_code == 422


def test_groups_have_members_and_a_count(people):
    desk = people.at_desk("Flora")
    group = desk.post("/organizing/groups", {"name": "Lark Street tenants", "kind": "tenants"})["Location"]
    where = added(desk)
    desk.post(f"{where}/groups", {"open-group": group.rpartition("/")[2], "open-role": "floor captain"})
    assert "floor captain" in text(desk.get(where))
    assert "Rosa Muñoz" in text(desk.get(group))
    assert re.search(r"Lark Street tenants.*?<td[^>]*>1<", text(desk.get("/organizing/groups")), re.DOTALL)
    desk.post(f"{where}{group.removeprefix('/organizing')}/leave")
    assert "Rosa Muñoz" not in text(desk.get(group))


# --- guarded groups ---


def entered(people, where: str, kind: str = "incarcerated", name: str = "") -> int:
    """Olga makes a guarded group and writes down that somebody belongs to it."""
    desk = people.at_desk("Olga")
    group = desk.post("/organizing/guarded", {"kind": kind, "name": name})["Location"].rpartition("/")[2]
    assert desk.post(f"{where}/guarded", {"guarded-group": group, "guarded-role": "speaker"}).status_code == 302
    return int(group)


def test_a_guarded_group_opens_for_organizers_and_says_nothing_where_it_lies(people):
    desk = people.at_desk("Olga")
    where = added(desk)
    group = entered(people, where, "group", "Quillan's union")
    for page in (where, f"/organizing/guarded/{group}", "/organizing/guarded"):
        assert "Quillan&#x27;s union" in text(desk.get(page))
    assert "speaker" in text(desk.get(where))
    raw = b"".join(bytes(one.face) for one in GuardedGroup.objects.all())
    raw += b"".join(bytes(one.sealed) for one in GuardedMember.objects.all())
    for words in (b"Quillan", b"union", b"speaker", where.rpartition("/")[2].encode()):
        assert words not in raw
    lines = [line for line in AuditLine.objects.all() if line.verb.startswith("guarded.")]
    assert {line.verb for line in lines} >= {"guarded.make", "guarded.join", "guarded.read", "guarded.list"}
    assert {(line.subject, line.basis) for line in lines} == {("", "")}


def test_said_again_the_newer_word_holds(people):
    desk = people.at_desk("Olga")
    where = added(desk)
    group = entered(people, where)
    desk.post(f"{where}/guarded", {"guarded-group": group, "guarded-role": "treasurer"})
    page = text(desk.get(where))
    assert "treasurer" in page
    assert "speaker" not in page
    assert GuardedMember.objects.count() == 1


def test_who_may_not_know_of_guarded_groups_sees_the_same_page_for_the_same_price(people):
    """Page, headers and number of questions, before and after somebody enters one."""
    desk, lead = people.at_desk("Olga"), people.at_desk("Flora")
    where = added(desk)
    pages = (where, DESK, "/organizing/groups", f"{where}/change")
    before = [_asked(lead, page) for page in pages]
    group = entered(people, where)
    assert [_asked(lead, page) for page in pages] == before
    for page in ("/organizing/guarded", f"/organizing/guarded/{group}"):
        assert lead.get(page).status_code == 403
    assert lead.post(f"{where}/guarded", {"guarded-group": group}).status_code == 403


def _asked(desk, page: str):
    with CaptureQueriesContext(connections["organizing"]) as seen:
        answer = desk.get(page)
    body = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"\w+"', r'\1""', text(answer))
    return answer.status_code, body, len(seen)


def test_an_organizer_pays_the_same_whoever_belongs(people):
    desk = people.at_desk("Olga")
    inside, outside = added(desk), added(desk, name="Ana")
    entered(people, inside)
    assert _asked(desk, inside)[2] == _asked(desk, outside)[2]


def test_somebody_leaves_a_guarded_group_and_a_guarded_group_goes(people):
    desk = people.at_desk("Olga")
    where = added(desk)
    group = entered(people, where)
    [leaves] = re.findall(rf'action="({where}/guarded/[^"]+/leave)"', text(desk.get(where)))
    desk.post(leaves)
    assert not GuardedMember.objects.exists()
    desk.post(f"/organizing/guarded/{group}/take-away")
    assert not GuardedGroup.objects.exists()
    assert not GuardedKey.objects.exists()
    assert desk.get(f"/organizing/guarded/{group}").status_code == 404


def test_an_organizer_who_left_opens_nothing_that_is_written_after(people):
    """The guarded group's key is made anew for the team's new key."""
    desk = people.at_desk("Olga")
    first, second = added(desk), added(desk, name="Ana")
    group = entered(people, first)
    change_key(ORGANIZING)
    keyring = made.keyring(people, "Olga")
    guarded.join(
        guarded_id=group, contact=Contact.objects.get(name="Ana").pk, role="", by=people["Olga"], keyring=keyring
    )
    assert GuardedKey.objects.count() == 2
    assert second in text(people.at_desk("Olga").get(f"/organizing/guarded/{group}"))


def test_a_guarded_group_of_another_kind_needs_a_name(people):
    answer = people.at_desk("Olga").post("/organizing/guarded", {"kind": "group", "name": " "})
    assert answer.status_code == 422
    assert "give a group a name" in text(answer)


def test_who_wants_to_go_leaves_nothing_behind(people):
    desk = people.at_desk("Olga")
    where, other = added(desk), added(desk, name="Ana", phones="", emails="")
    ids = [each.rpartition("/")[2] for each in (where, other)]
    desk.post(f"{where}/relate", {"other": ids[1], "kind": "home"})
    desk.post(f"{where}/relate", {"other": ids[1], "kind": "friend"})
    desk.post(f"{where}/happened", {"kind": "met", "day": "2026-01-05", "words": "x"})
    entered(people, where)
    assert people.at_desk("Flora").post(f"{where}/forget").status_code == 403
    assert desk.post(f"{where}/forget").status_code == 302
    assert [one.name for one in Contact.objects.all()] == ["Ana"]
    assert not any(model.objects.exists() for model in (ContactPoint, Entry, Relation, GuardedMember))
    assert desk.get(where).status_code == 404
    assert desk.get(other).status_code == 200


def test_canvassers_and_the_other_side_see_nobody(people):
    where = added(people.at_desk("Olga"))
    for who in ("Cam", "Wanda", "Casey", "Dora", "Ada"):
        for page in (DESK, where, f"{DESK}/add", "/organizing/groups"):
            assert people.at_desk(who).get(page).status_code == 403


def test_somebody_who_asked_for_a_call_becomes_a_contact_only_when_they_wish(people):
    """The form begins with what they gave, and says to ask first; nothing is kept before it is sent."""
    desk = people.at_desk("Olga")
    done = made.granted(people, made.scope("organizing", {"name", "contact_point", "best_time"}))
    [where] = re.findall(r"/organizing/introductions/[0-9a-f-]{36}", text(desk.get("/organizing/introductions")))
    opened = text(desk.post(where))
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', opened.partition("contacts/add")[2]))
    form = text(desk.post(f"{DESK}/add", {name: hidden[name] for name in ("asked", "name", "contact_point", "when")}))
    assert "Ask them first whether they want to be known to us." in form
    for told in done.scope.classes:
        assert made.FIELDS[str(told)] in form
    assert not Contact.objects.exists()
