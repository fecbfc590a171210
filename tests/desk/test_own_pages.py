"""A person's own page: made at the desk, opened with the code on paper, and all they can do there."""

import datetime as dt
import json
import re

import pytest
from django.test import Client

from tests.consent.made import keyring
from waymeet.kernel import clock, long_codes
from waymeet.organizing.contacts import guarded
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact, GuardedMember, Household
from waymeet.organizing.events.models import Attendance, Event
from waymeet.organizing.members import keys, own, services
from waymeet.organizing.members.models import Asked, Left, OwnPage
from waymeet.organizing.models import AuditLine
from waymeet.organizing.one_on_ones import services as one_on_ones

pytestmark = pytest.mark.django_db(databases="__all__")
OWN = "/organizing/own"
CODE = re.compile(r"#((?:[2-9A-Z]{3}-){8}[2-9A-Z]{3})")


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def rosa(people):
    said = {"name": "Rosa Muñoz", "chosen_name": "Rosi", "phones": "518-555-0101", "languages": "es"}
    return contacts.add(said=said, by=people["Olga"])


@pytest.fixture
def member():
    """A browser that is signed in nowhere."""
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True)


def promise(people, who, words: str = "bring two neighbors", note: str = "SECRET NOTE") -> None:
    by, today = {"by": people["Olga"]}, clock.today()
    one = one_on_ones.plan(contact_id=who, kind="introductory", day=today, said={"why": "why them"}, **by)
    said = {"held_on": today, "answer": "yes", "cares": note, "promise": words, "due": today + dt.timedelta(days=5)}
    one_on_ones.write_up(one_on_one=one, said=said | {"next_step": "host a meeting"}, **by)


def code_of(people, who) -> str:
    return services.make(contact_id=who, by=people["Olga"], keyring=keyring(people, "Olga"))


def opened(member, code: str, path: str = "", **said: str):
    return member.post(f"{OWN}{path}", {"secret": code, "language": "en", **said})


def test_the_paper_is_shown_once_and_its_code_opens_the_page(people, rosa, member):
    promise(people, rosa)
    desk = people.at_desk("Olga")
    paper = desk.post(f"/organizing/contacts/{rosa}/own-page").content.decode()
    groups = re.findall(r"<p class=\"ticket__words[^>]*>(.*?)</p>", paper)
    codes = {"-".join(re.findall(r"<span>(\w{3})</span>", one)) for one in groups}
    assert len(groups) == 2  # in both languages
    [code] = codes
    assert code not in desk.get(f"/organizing/contacts/{rosa}").content.decode()
    page = text(opened(member, code))
    for words in ("Hello, Rosi", "bring two neighbors", "host a meeting", "518-555-0101"):
        assert words in page
    assert text(opened(member, code.lower().replace("-", " "))).count("Rosi")


def test_an_organizers_words_are_not_on_it(people, rosa, member):
    promise(people, rosa)
    contacts.happened(contact_id=rosa, kind="note", said="OTHER NOTE", day=clock.today(), by=people["Olga"])
    page = text(opened(member, code_of(people, rosa)))
    for words in ("SECRET NOTE", "OTHER NOTE", "why them"):
        assert words not in page


def test_what_is_new_is_on_it_once_an_organizer_has_looked(people, rosa, member):
    code = code_of(people, rosa)
    promise(people, rosa, words="call the landlord")
    page = text(opened(member, code))
    assert "call the landlord" not in page
    assert "when an organizer next looks" in page
    people.at_desk("Olga").get(f"/organizing/contacts/{rosa}")
    assert "call the landlord" in text(opened(member, code))


def test_nothing_of_it_lies_readable_and_no_stored_byte_opens_it(people, rosa):
    promise(people, rosa)
    code = code_of(people, rosa)
    row, raw = OwnPage.objects.get(), long_codes.read(code)
    stored = bytes(row.handle) + bytes(row.public) + bytes(row.wrapped) + bytes(row.view) + bytes(row.basis)
    for words in (b"neighbors", raw, code.encode()):
        assert words not in stored
    assert keys.opened(raw, row)["next_step"] == "host a meeting"
    other = OwnPage(pk=services.OwnPage().pk, wrapped=row.wrapped, view=row.view)
    for secret, page in ((long_codes.read(long_codes.new_secret()), row), (raw, other)):
        with pytest.raises(Exception, match="sealed"):
            keys.opened(secret, page)


@pytest.mark.parametrize("how", ["replaced", "refused", "closed by themselves", "forgotten"])
def test_a_code_that_was_ended_opens_nothing(people, rosa, member, how):
    code = code_of(people, rosa)
    if how == "replaced":
        assert code_of(people, rosa) != code
    elif how == "refused":
        people.at_desk("Olga").post(f"/organizing/contacts/{rosa}/own-page/refuse")
    elif how == "closed by themselves":
        assert "Close this page?" in text(opened(member, code, "/close"))
        assert OwnPage.objects.exists()
        opened(member, code, "/close", sure="yes")
    else:
        contacts.forget(contact_id=rosa, by=people["Olga"], keyring=keyring(people, "Olga"))
    assert opened(member, code).status_code == 422


def test_every_wrong_code_gets_the_same_answer_for_the_same_work(people, rosa, member, django_assert_num_queries):
    right = code_of(people, rosa)
    wrong = [long_codes.new_secret(), "BCD", right[:-1], "Z" * 27, right + "B"]
    answers = set()
    for code in wrong:
        with django_assert_num_queries(1, using="organizing"):
            answer = opened(member, code)
        assert answer.status_code == 422
        answers.add(re.sub(r'value="[^"]*"', "", answer.content.decode()))
    assert len(answers) == 1
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies


def test_the_code_stands_in_no_address(people, rosa, member):
    code = code_of(people, rosa)
    page = opened(member, code).content.decode()
    for address in re.findall(r'(?:href|action|src)="([^"]*)"', page):
        assert code not in address
    assert member.get(f"{OWN}/leave").status_code == 302


def test_they_change_how_they_are_reached(people, rosa, member):
    code = code_of(people, rosa)
    said = {"chosen_name": "Rosa", "phones": "518-555-0199", "emails": "rosa@example.org", "not_by": ["call", "text"]}
    assert "Changed." in text(opened(member, code, "/change", **said))
    row = Contact.objects.get(pk=rosa)
    assert (row.chosen_name, row.refused, row.name) == ("Rosa", {"call", "text"}, "Rosa Muñoz")
    assert sorted(row.points.values_list("value", flat=True)) == ["518-555-0199", "rosa@example.org"]
    wrong = opened(member, code, "/change", phones="12")
    assert wrong.status_code == 422
    assert "no phone number we know" in text(wrong)


def test_a_correction_is_sealed_and_settled_by_an_organizer(people, rosa, member):
    code = code_of(people, rosa)
    assert opened(member, code, "/ask", kind="correct", words="").status_code == 422
    opened(member, code, "/ask", kind="correct", words="I never said that about my cousin")
    opened(member, code, "/ask", kind="everything")
    assert b"cousin" not in bytes(Asked.objects.get(kind="correct").sealed)
    desk = people.at_desk("Olga")
    page = text(desk.get("/organizing/asked"))
    assert "about my cousin" in page
    assert "wants all that is written about them" in page
    assert "They asked for something" in text(desk.get(f"/organizing/contacts/{rosa}"))
    desk.post(f"/organizing/asked/{Asked.objects.get(kind='correct').pk}/settle", {"state": "done"})
    assert "cousin" not in text(desk.get("/organizing/asked"))
    assert "done" in text(opened(member, code))


@pytest.fixture
def event():
    day = clock.today() + dt.timedelta(days=2)
    return Event.objects.create(title="Tenants' meeting", day=day, starts=dt.time(18), place="12 Lark Street")


def test_they_answer_an_invitation_and_nobody_elses(people, rosa, member, event):
    ana = contacts.add(said={"name": "Ana"}, by=people["Olga"])
    mine, hers = (Attendance.objects.create(event=event, contact_id=one) for one in (rosa, ana))
    code = code_of(people, rosa)
    assert "You are invited" in text(opened(member, code))
    opened(member, code, "/answer", attendance=str(mine.pk), say="yes")
    opened(member, code, "/answer", attendance=str(hers.pk), say="yes")
    assert [Attendance.objects.get(pk=one.pk).answer for one in (mine, hers)] == ["accepted", "needs_action"]
    assert "I cannot come after all" in text(opened(member, code))
    Event.objects.update(day=clock.today() - dt.timedelta(days=1))
    assert "cannot be answered" in text(opened(member, code, "/answer", attendance=str(mine.pk), say="no"))


def test_they_take_what_is_theirs(people, rosa, member, event):
    promise(people, rosa)
    Attendance.objects.create(event=event, contact_id=rosa, answer="accepted")
    code = code_of(people, rosa)
    saved = json.loads(opened(member, code, "/save", **{"as": "json"}).content)
    assert saved["name"] == "Rosa Muñoz"
    assert saved["commitments"][0]["what"] == "bring two neighbors"
    assert saved["events"][0]["title"] == "Tenants' meeting"
    page = opened(member, code, "/save", **{"as": "page"})
    assert "attachment" in page["Content-Disposition"]
    assert "bring two neighbors" in page.content.decode()
    assert "SECRET NOTE" not in page.content.decode() + json.dumps(saved)


def test_who_leaves_is_asked_twice_and_then_nothing_of_them_is_left(people, rosa, member, event):
    by = {"by": people["Olga"]}
    closed = guarded.make(kind="union", name="", **by)
    ring = keyring(people, "Olga")
    guarded.join(guarded_id=closed, contact=rosa, role="", keyring=ring, **by)
    contacts.live_together(one=rosa, other=contacts.add(said={"name": "Ana"}, **by), **by)
    promise(people, rosa)
    Attendance.objects.create(event=event, contact_id=rosa)
    code = code_of(people, rosa)
    for sure in ({}, {"sure": "once"}):
        assert opened(member, code, "/leave", **sure).status_code == 200
        assert Contact.objects.filter(pk=rosa).exists()
    assert "You left" in text(opened(member, code, "/leave", sure="twice"))
    assert not Contact.objects.filter(pk=rosa).exists()
    assert not Attendance.objects.exists()
    assert not OwnPage.objects.exists()
    assert Household.objects.count() == 1
    assert Left.objects.get().contact == rosa
    assert GuardedMember.objects.count() == 1
    assert opened(member, code).status_code == 422
    people.at_desk("Olga").get("/organizing/asked")
    assert not GuardedMember.objects.exists()
    assert not Left.objects.exists()


def test_who_is_held_by_a_legal_demand_is_left_alone_and_not_told_why(people, rosa, member, monkeypatch):
    from waymeet.kernel.errors import Conflict

    def held(*_rows):
        raise Conflict

    monkeypatch.setattr(own.erasure, "erase", held)
    code = code_of(people, rosa)
    page = text(opened(member, code, "/leave", sure="twice"))
    assert "Your wish is written down" in page
    assert "legal" not in page.lower()
    assert Contact.objects.get(pk=rosa).refused == set(Contact.Channel.values)
    assert Asked.objects.get().kind == "leave"


def test_everything_is_opened_only_after_showing_again_who_one_is(people, rosa):
    promise(people, rosa)
    assert people.at_desk("Flora").get(f"/organizing/contacts/{rosa}/everything").status_code == 403
    page = text(people.at_desk("Olga").get(f"/organizing/contacts/{rosa}/everything"))
    for words in ("SECRET NOTE", "bring two neighbors", "Look through it"):
        assert words in page
    assert AuditLine.objects.filter(verb="own_page.everything", subject=str(rosa)).count() == 1


def test_a_field_lead_sees_and_makes_no_page(people, rosa):
    desk = people.at_desk("Flora")
    assert "Their own page" not in text(desk.get(f"/organizing/contacts/{rosa}"))
    assert desk.post(f"/organizing/contacts/{rosa}/own-page").status_code == 403


def test_no_word_and_no_code_stands_in_the_audit(people, rosa, member):
    code = code_of(people, rosa)
    opened(member, code, "/ask", kind="correct", words="my cousin")
    opened(member, code, "/change", phones="518-555-0199")
    lines = " ".join(f"{one.verb} {one.subject} {one.basis}" for one in AuditLine.objects.all())
    for words in (code, "cousin", "555-0199", "Rosa"):
        assert words not in lines


def test_whoever_tries_codes_is_slowed_down(member, settings):
    settings.LIMITS = True
    from waymeet.config.limits import COUNTS

    COUNTS.forget()
    statuses = [opened(member, long_codes.new_secret()).status_code for _try in range(40)]
    COUNTS.forget()
    assert statuses[0] == 422
    assert statuses[-1] == 429
