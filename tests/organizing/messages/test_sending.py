"""Who gets a message, once; who does not, and why; through real providers on this machine."""

import datetime as dt

import pytest

from tests.organizing.messages.conftest import SITE
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed
from waymeet.kernel.long_work import Stopped
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact, ContactPoint, Entry
from waymeet.organizing.events.models import Attendance, Event
from waymeet.organizing.messages import audience, by_the_clock, queries, sending, services, unsubscribing
from waymeet.organizing.messages.models import Delivery, Message, Unsubscribe
from waymeet.organizing.models import AuditLine

pytestmark = [pytest.mark.django_db(databases="__all__", transaction=False), pytest.mark.usefixtures("noon")]


def going(group, message) -> int:
    return len(audience.plan(message=Message.objects.get(pk=message), by=group.rosa.person).going)


def sent(group, message, told=lambda _done, _total, _step: None) -> dict[str, int]:
    """Begun and handed over until nobody waits; the counts."""
    services.begin(message_id=message, sure=going(group, message), site=SITE, by=group.rosa.person)
    return go_on(group, message, told)


def go_on(group, message, told=lambda _done, _total, _step: None) -> dict[str, int]:
    sending.send(message_id=message, told=told, by=group.rosa.person)
    row = Message.objects.get(pk=message)
    assert queries.counted(row) == row.counts
    return row.counts


def test_everybody_is_sent_to_or_explained(group, gateway):
    group.add("Rosa", phones="518-555-0101", languages="es en")
    group.add("Ana", phones="518-555-0102")
    group.add("No Texts", phones="518-555-0103", not_by="text")
    group.add("No Phone", emails="a@example.org")
    group.add("Shares", phones="(518) 555 0101")
    group.add("Shares With Who Refused", phones="518 555 0103")
    gone = group.add("Number is dead", phones="518-555-0105")
    ContactPoint.objects.filter(contact=gone).update(works=False)
    counts = sent(group, group.write(body_es="Ven el viernes, {nombre}"))
    assert counts == {
        "sent": 2,
        "left_out:refused": 1,
        "left_out:no_point": 2,
        "left_out:shared": 1,
        "left_out:theirs": 1,
    }
    assert sum(counts.values()) == 7
    bodies = {one["To"]: one["Body"] for one in gateway.got}
    assert bodies == {
        "+15185550101": "South End United: Ven el viernes, Rosa\nAlto: responde ALTO",
        "+15185550102": "South End United: Come on Friday, Ana\nReply STOP to end",
    }
    assert {one["From"] for one in gateway.got} == {"+15185550100"}
    assert {one["StatusCallback"] for one in gateway.got} == {f"{SITE}/organizing/texts/status"}


def test_nobody_gets_two_in_a_day_not_even_on_a_shared_phone(group, gateway):
    group.add("Rosa", phones="518-555-0101")
    sent(group, group.write())
    group.add("Shares", phones="518-555-0101")
    group.add("Ana", phones="518-555-0102")
    counts = sent(group, group.write(body_en="Another"))
    assert counts == {"sent": 1, "left_out:today": 1, "left_out:shared": 1}
    assert gateway.numbers() == ["+15185550101", "+15185550102"]


def test_what_a_dry_run_says_is_what_happens_and_it_sends_nothing(group, gateway):
    group.add("Rosa", phones="518-555-0101")
    group.add("Ana", phones="518-555-0102", not_by="text")
    message = Message.objects.get(pk=group.write())
    plan = audience.plan(message=message, by=group.rosa.person)
    assert gateway.got == []
    assert not Delivery.objects.exists()
    counts = sent(group, message.pk)
    assert counts["sent"] == len(plan.going)
    assert plan.segments == 1
    assert len(plan.everybody) == len(plan.going) + sum(number for _why, number in plan.reasons)


def test_a_list_that_changed_is_looked_at_again(group, gateway):
    group.add("Rosa", phones="518-555-0101")
    message = group.write()
    group.add("Ana", phones="518-555-0102")
    with pytest.raises(Conflict, match="changed"):
        services.begin(message_id=message, sure=1, site=SITE, by=group.rosa.person)
    assert not Delivery.objects.exists()


def test_it_is_begun_once(group, gateway):
    group.add("Rosa", phones="518-555-0101")
    message = group.write()
    sent(group, message)
    with pytest.raises(Conflict, match="begun"):
        services.begin(message_id=message, sure=1, site=SITE, by=group.rosa.person)
    go_on(group, message)
    assert len(gateway.got) == 1


@pytest.mark.parametrize("hour", [3, 8, 20, 23])
def test_at_night_nothing_goes(group, gateway, noon, hour):
    group.add("Rosa", phones="518-555-0101")
    message = group.write()
    noon.move_to(dt.datetime(2026, 11, 24, 0, tzinfo=dt.UTC) + dt.timedelta(hours=hour + 5))
    plan = audience.plan(message=Message.objects.get(pk=message), by=group.rosa.person)
    assert [one.why for one in plan.everybody] == ["quiet"]
    with pytest.raises(Conflict, match=r"between 9 a\.m\. and 8 p\.m\."):
        services.begin(message_id=message, sure=1, site=SITE, by=group.rosa.person)
    assert gateway.got == []


def test_what_has_begun_pauses_in_the_evening_and_goes_on_in_the_morning(group, gateway, noon):
    for number in range(3):
        group.add(f"Person {number}", phones=f"518-555-010{number}")
    gateway.asked = lambda: noon.move_to(dt.datetime(2026, 11, 24, 1, 30, tzinfo=dt.UTC))
    message = group.write()
    assert sent(group, message) == {"sent": 1, "queued": 2}
    assert Message.objects.get(pk=message).state == "sending"
    noon.move_to(dt.datetime(2026, 11, 24, 15, 0, tzinfo=dt.UTC))
    gateway.asked = lambda: None
    assert go_on(group, message) == {"sent": 3}
    assert len(set(gateway.numbers())) == 3


def test_stopped_in_the_middle_nobody_gets_it_twice(group, gateway):
    for number in range(4):
        group.add(f"Person {number}", phones=f"518-555-010{number}")

    def told(done: int, _total: int, _step: str) -> None:
        if done == 2:
            raise Stopped

    message = group.write()
    with pytest.raises(Stopped):
        sent(group, message, told)
    assert Message.objects.get(pk=message).counts == {"sent": 2, "queued": 2}
    go_on(group, message)
    assert sorted(gateway.numbers()) == [f"+1518555010{number}" for number in range(4)]


def test_killed_between_handing_over_and_writing_down_it_is_unsure_and_not_sent_again(group, gateway):
    group.add("Rosa", phones="518-555-0101")
    group.add("Ana", phones="518-555-0102")
    message = group.write()
    services.begin(message_id=message, sure=2, site=SITE, by=group.rosa.person)
    row = Delivery.objects.filter(message=message).order_by("id").first()
    Delivery.objects.filter(pk=row.pk).update(state="sending")  # as a killed server leaves it
    assert go_on(group, message) == {"sent": 1, "failed:unsure": 1}
    assert len(gateway.got) == 1


def test_who_says_stop_while_it_goes_out_gets_nothing(group, gateway):
    group.add("Rosa", phones="518-555-0101")
    group.add("Ana", phones="518-555-0102")

    def told(done: int, _total: int, _step: str) -> None:
        if done == 1:
            unsubscribing.heard("+15185550101", "STOP")
            unsubscribing.heard("+15185550102", "STOP")

    assert sent(group, group.write(), told) == {"sent": 1, "left_out:refused": 1}


def test_a_provider_that_is_busy_is_asked_again_and_given_up_at_last(group, gateway, noon, monkeypatch):
    monkeypatch.setattr(sending, "LOOK", 0)
    monkeypatch.setattr(sending, "AGAIN_AFTER", (0, 0, 0))
    group.add("Rosa", phones="518-555-0101")
    group.add("Ana", phones="518-555-0102")
    gateway.answers["+15185550101"] = [(429, {}), (503, {})]
    gateway.answers["+15185550102"] = [(503, {})] * 9
    assert sent(group, group.write()) == {"sent": 1, "failed:away": 1}
    assert len(gateway.answers["+15185550102"]) == 5


@pytest.mark.parametrize("answer", [(500, {}), (0, {}), (502, {})])
def test_what_may_have_gone_is_not_sent_again(group, gateway, answer):
    group.add("Rosa", phones="518-555-0101")
    gateway.answers["+15185550101"] = [answer]
    message = group.write()
    assert sent(group, message) == {"failed:unsure": 1}
    go_on(group, message)
    assert gateway.got == []


def test_a_gateway_that_is_away_is_no_failure_of_anybody(group, gateway, settings, monkeypatch):
    monkeypatch.setattr(sending, "LOOK", 0)
    monkeypatch.setattr(sending, "AGAIN_AFTER", (0,))
    settings.TEXTING = {**settings.TEXTING, "address": "http://127.0.0.1:9"}
    group.add("Rosa", phones="518-555-0101")
    assert sent(group, group.write()) == {"failed:away": 1}


def test_what_the_provider_says_of_a_number_is_learned(group, gateway):
    stopped, dead = group.add("Rosa", phones="518-555-0101"), group.add("Ana", phones="518-555-0102")
    gateway.answers["+15185550101"] = [(400, {"code": 21610})]
    gateway.answers["+15185550102"] = [(400, {"code": 21614})]
    assert sent(group, group.write()) == {"failed:rejected": 2}
    assert Contact.objects.get(pk=stopped).refused == {"text"}
    assert ContactPoint.objects.get(contact=dead).works is False


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"body_en": ""}, "Write it"),
        ({"body_en": "Hi {address}"}, "address"),
        ({"body_en": "See you {day}"}, "people of an event"),
        ({"channel": "email"}, "subject"),
        ({"channel": "pigeon"}, "email or a text"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_a_reason(group, said, sentence):
    with pytest.raises(BadInput, match=sentence):
        group.write(**({"channel": "text"} | said | ({"subject_en": ""} if said.get("channel") == "email" else {})))
    assert not Message.objects.exists()


def test_a_field_lead_writes_to_nobody(group):
    from tests.builders import worker
    from waymeet.accounts.roles import Role

    lead = worker("flora", Role.FIELD_LEAD)
    said = {"channel": "text", "source": "group", "of": group.id, "body_en": "hello"}
    with pytest.raises(NotAllowed):
        services.write(said=said, by=lead.person)


def test_emails_go_one_by_one_and_can_be_stopped(group, mail):
    rosa = group.add("Rosa", emails="rosa@example.org", languages="es")
    group.add("Ana", emails="ANA@example.org")
    group.add("Same address", emails="ana@example.org")
    message = group.write("email", subject_es="Viernes", body_es="Ven el viernes, {nombre}")
    assert sent(group, message) == {"sent": 2, "left_out:shared": 1}
    assert {sender for sender, _to, _mail in mail.got} == {"hello@example.org"}
    assert sorted(to for _sender, to, _mail in mail.got) == [["ANA@example.org"], ["rosa@example.org"]]
    letter = next(one for _sender, to, one in mail.got if to == ["rosa@example.org"])
    assert letter["Subject"] == "Viernes"
    assert letter["From"] == "South End United <hello@example.org>"
    assert (letter["Cc"], letter["Bcc"]) == (None, None)
    assert letter["To"] == "rosa@example.org"
    assert letter.get_content_type() == "text/plain"
    body = letter.get_content()
    assert "Ven el viernes, Rosa" in body
    secret = unsubscribing.secret_of(rosa)
    assert len(bytes.fromhex(secret)) == 16
    assert letter["List-Unsubscribe"].strip() == f"<{SITE}/organizing/unsubscribe/{secret}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"{SITE}/organizing/unsubscribe/{secret}" in body
    assert "http" not in body.replace(f"{SITE}/organizing/unsubscribe/{secret}", "")


def test_the_secret_that_stops_emails_is_kept_as_its_hash(group, mail):
    rosa = group.add("Rosa", emails="rosa@example.org")
    sent(group, group.write("email"))
    secret = unsubscribing.secret_of(rosa)
    assert bytes(Unsubscribe.objects.get().digest) != bytes.fromhex(secret)
    unsubscribing.unsubscribe(secret)
    assert Contact.objects.get(pk=rosa).refused == {"email"}


def test_a_mail_server_that_says_later_is_asked_again_and_one_that_says_no_is_not(group, mail, monkeypatch):
    monkeypatch.setattr(sending, "LOOK", 0)
    monkeypatch.setattr(sending, "AGAIN_AFTER", (0, 0, 0))
    dead = group.add("Rosa", emails="rosa@example.org")
    group.add("Ana", emails="ana@example.org")
    mail.refuses["rosa@example.org"] = [550]
    mail.refuses["ana@example.org"] = [450, 451]
    assert sent(group, group.write("email")) == {"sent": 1, "failed:rejected": 1}
    assert ContactPoint.objects.get(contact=dead).works is False


@pytest.fixture
def event(rosa):
    day = clock.today() + dt.timedelta(days=1)
    return Event.objects.create(title="Tenants' meeting", day=day, starts=dt.time(18, 30), place="12 Lark Street")


def remind(group, event, **said):
    words = {"body_en": "{event}, {day}, {time}, {place}", "channel": "text", "source": "yes", "of": event.pk}
    return services.write(said=words | said, by=group.rosa.person)


def test_a_reminder_goes_once_to_who_said_yes(group, gateway, event):
    yes, no = group.add("Rosa", phones="518-555-0101"), group.add("Ana", phones="518-555-0102")
    Attendance.objects.create(event=event, contact_id=yes, answer="accepted")
    Attendance.objects.create(event=event, contact_id=no, answer="declined")
    assert sent(group, remind(group, event)) == {"sent": 1}
    [text] = gateway.got
    assert "Tenants' meeting, Tuesday, November 24, 6:30 p.m., 12 Lark Street" in text["Body"]
    assert Attendance.objects.get(contact=yes).reminded_on == clock.today()
    assert Attendance.objects.get(contact=no).reminded_on is None
    assert going(group, remind(group, event)) == 0


def test_a_sensitive_event_has_no_title_and_no_place_in_a_message(group, gateway, event):
    Event.objects.filter(pk=event.pk).update(sensitive=True)
    who = group.add("Rosa", phones="518-555-0101")
    Attendance.objects.create(event=event, contact_id=who, answer="accepted")
    sent(group, remind(group, event))
    [text] = gateway.got
    assert "Tenants" not in text["Body"]
    assert "Lark" not in text["Body"]
    assert "our gathering, Tuesday" in text["Body"]


def test_a_prepared_reminder_goes_by_the_clock_once_in_the_name_of_who_prepared_it(group, gateway, event, noon):
    Event.objects.filter(pk=event.pk).update(day=clock.today() + dt.timedelta(days=2))
    who = group.add("Rosa", phones="518-555-0101")
    Attendance.objects.create(event=event, contact_id=who, answer="accepted")
    message = remind(group, event)
    services.day_before(message_id=message, site=SITE, by=group.rosa.person)
    assert by_the_clock.due() == []
    noon.shift(dt.timedelta(days=1))
    [due] = by_the_clock.due()
    assert by_the_clock.would_go(due) == 1
    assert gateway.got == []
    assert by_the_clock.send(due) == 1
    assert by_the_clock.due() == []
    assert len(gateway.got) == 1
    assert (
        AuditLine.objects.filter(verb="message.send", who=str(group.rosa.person.id), subject=str(message)).count() == 1
    )


def test_stop_in_answer_to_a_text_holds_for_everybody_with_that_number(group):
    rosa, ana = group.add("Rosa", phones="518-555-0101"), group.add("Ana", phones="+1 (518) 555-0101")
    other = group.add("Other", phones="518-555-0102")
    assert unsubscribing.heard("+15185550101", " Alto ") == "stop"
    assert [Contact.objects.get(pk=one).not_by for one in (rosa, ana, other)] == ["text", "text", ""]
    entries = Entry.objects.filter(kind="texted")
    assert {one.contact_id for one in entries} == {rosa, ana}
    assert contacts.words_of(entries[0], group.rosa.keyring) == "Alto"
    assert b"Alto" not in bytes(entries[0].sealed)
    assert unsubscribing.heard("+15185550101", "START") == "start"
    assert Contact.objects.get(pk=rosa).not_by == ""


def test_the_audit_names_no_number_and_no_words(group, gateway):
    group.add("Rosa", phones="518-555-0101")
    sent(group, group.write())
    lines = " ".join(f"{one.verb} {one.subject} {one.basis}" for one in AuditLine.objects.all())
    for word in ("Rosa", "555-0101", "5185550101", "Friday", "Lark"):
        assert word not in lines


def test_a_long_list_asks_the_database_no_more_often(group, django_assert_max_num_queries):
    message = Message.objects.get(pk=group.write())
    for number in range(3):
        group.add(f"Person {number}", phones=f"518-555-01{number:02}")
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(connections["organizing"]) as queries_made:
            audience.plan(message=message, by=group.rosa.person)
        return len(queries_made)

    few = asked()
    for number in range(3, 40):
        group.add(f"Person {number}", phones=f"518-555-01{number:02}")
    assert asked() == few


def test_what_nobody_gets_is_done_at_once(group, gateway):
    group.add("No Texts", phones="518-555-0103", not_by="text")
    message = group.write()
    services.begin(message_id=message, sure=0, site=SITE, by=group.rosa.person)
    assert Message.objects.get().state == "done"
