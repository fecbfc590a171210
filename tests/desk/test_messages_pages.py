"""A message at the desk: written, looked at, sent in two steps, watched; and who may do it at all."""

import re
import time

import pytest
import time_machine

from tests.organizing.messages.conftest import NOON, gateway  # noqa: F401 - a fixture
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.messages import work
from waymeet.organizing.messages.models import Message

MESSAGES = "/organizing/messages"


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def tenants(people):
    by = {"by": people["Olga"]}
    group = contacts.make_group(name="Lark Street tenants", kind="tenants", **by)
    said = (
        {"name": "Rosa", "phones": "518-555-0101", "languages": "es"},
        {"name": "Ana", "phones": "518-555-0102"},
        {"name": "Quiet", "phones": "518-555-0103", "not_by": "text"},
    )
    for one in said:
        contacts.belong(contact_id=contacts.add(said=one, **by), group_id=group, role="", **by)
    return group


def written(desk, group, **said: str) -> str:
    words = {"body_en": "Come on Friday, {name}", "body_es": "Ven el viernes, {nombre}"}
    answer = desk.post(f"{MESSAGES}/write", {"to": f"group:{group}", "channel": "text", **words, **said})
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_from_words_to_a_text_in_each_persons_language(people, tenants, gateway):  # noqa: F811
    with time_machine.travel(NOON):
        desk = people.at_desk("Olga")
        where = written(desk, tenants)
        page = text(desk.get(where))
        assert "Ven el viernes, Rosa" in page
        assert "Come on Friday, Ana" in page
        assert "does not want to be reached this way" in page
        assert gateway.got == []
        step = text(desk.get(f"{where}/send"))
        assert "Send it to 2 people?" in step
        [sure] = re.findall(r'name="sure" value="(\d+)"', step)
        assert desk.post(f"{where}/send", {"sure": sure}).status_code == 302
        for _look in range(100):
            if work.standing(Message.objects.get().pk).state != "working":
                break
            time.sleep(0.05)
        assert sorted(gateway.numbers()) == ["+15185550101", "+15185550102"]
        done = text(desk.get(where))
        assert "What came of it" in done
        assert "left out" in done
        desk.post(f"{where}/send", {"sure": sure})
        assert len(gateway.got) == 2
        assert "Lark Street tenants" in text(desk.get(MESSAGES))


@pytest.mark.django_db(databases="__all__")
def test_what_is_missing_is_said_before_anything_is_sent(people, tenants):
    with time_machine.travel(NOON):
        desk = people.at_desk("Olga")
        where = written(desk, tenants)
        assert "No texting gateway is set up" in text(desk.get(f"{where}/send"))
        answer = desk.post(f"{where}/send", {"sure": "2"})
        assert answer.status_code == 422
        assert Message.objects.get().state == "draft"


@pytest.mark.django_db(databases="__all__")
def test_a_wrong_place_is_named_and_the_words_stay(people, tenants):
    desk = people.at_desk("Olga")
    said = {"to": f"group:{tenants}", "channel": "text", "body_en": "Dear {surname}"}
    answer = desk.post(f"{MESSAGES}/write", said)
    assert answer.status_code == 422
    assert "There is no {surname}" in text(answer)
    assert "Dear {surname}" in text(answer)


@pytest.mark.django_db(databases="__all__")
def test_the_dry_run_can_be_saved_and_a_draft_taken_away(people, tenants):
    desk = people.at_desk("Olga")
    where = written(desk, tenants)
    rows = desk.get(f"{where}?format=csv").content.decode()
    assert len([line for line in rows.splitlines() if "yes" in line or "no:" in line]) == 3
    desk.post(f"{where}/take-away")
    assert not Message.objects.exists()


@pytest.mark.django_db(databases="__all__")
def test_field_leads_write_to_nobody(people):
    assert people.at_desk("Flora").get(MESSAGES).status_code == 403
