"""What comes in without a sign-in: a gateway that signs, an email program that presses the button."""

import base64
import hashlib
import hmac
from typing import Any

import pytest
from django.test import Client

from tests.organizing.messages.conftest import SITE
from waymeet.organizing.contacts.models import Contact, Entry
from waymeet.organizing.messages import sending, services, texting, unsubscribing
from waymeet.organizing.messages.models import Delivery, Message

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("noon")]
IN, STATUS = "/organizing/texts/in", "/organizing/texts/status"


@pytest.fixture
def told(gateway, settings):
    """Post as the gateway does, signed with the secret it shares with us, or with another."""
    settings.SITE = SITE
    desk = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)

    def tell(path: str, form: dict[str, str], secret: str = gateway.secret) -> Any:
        whole = f"{SITE}{path}" + "".join(name + form[name] for name in sorted(form))
        signature = base64.b64encode(hmac.new(secret.encode(), whole.encode(), hashlib.sha1).digest()).decode()
        return desk.post(path, form, headers={"X-Twilio-Signature": signature})

    return tell


def test_the_signature_is_the_one_the_provider_documents():
    """The worked example of the provider's own manual."""
    gateway = texting.Gateway("https://api.example.org", "AC", "12345", "+1")
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    address = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert gateway.signed(address, form, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")
    assert not gateway.signed(address, form | {"Digits": "1235"}, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")


@pytest.mark.parametrize(("word", "answer"), [("STOP", "no more texts"), ("ALTO", "ya no"), ("baja", "ya no")])
def test_a_text_that_says_stop_stops_at_once_and_is_answered(group, told, word, answer):
    rosa = group.add("Rosa", phones="518-555-0101")
    back = told(IN, {"From": "+15185550101", "Body": word, "MessageSid": "SM1"})
    assert back.status_code == 200
    assert answer in back.content.decode()
    assert Contact.objects.get(pk=rosa).refused == {"text"}


def test_help_and_ayuda_are_answered_and_stop_nothing(group, told):
    rosa = group.add("Rosa", phones="518-555-0101")
    assert "Reply STOP" in told(IN, {"From": "+15185550101", "Body": "HELP"}).content.decode()
    assert "ALTO" in told(IN, {"From": "+15185550101", "Body": "AYUDA"}).content.decode()
    assert Contact.objects.get(pk=rosa).not_by == ""


def test_other_words_go_into_the_thread_and_get_no_answer(group, told):
    group.add("Rosa", phones="518-555-0101")
    back = told(IN, {"From": "+15185550101", "Body": "I bring <two> friends"})
    assert b"<Message>" not in back.content
    assert Entry.objects.get().kind == "texted"


def test_what_somebody_else_signed_does_nothing(group, told):
    rosa = group.add("Rosa", phones="518-555-0101")
    assert told(IN, {"From": "+15185550101", "Body": "STOP"}, "another secret").status_code == 401
    assert Contact.objects.get(pk=rosa).not_by == ""
    assert not Entry.objects.exists()


def test_without_a_gateway_nobody_is_listened_to(group, told, settings):
    settings.TEXTING = dict.fromkeys(settings.TEXTING, "")
    assert told(IN, {"From": "+15185550101", "Body": "STOP"}).status_code == 401


def test_a_text_that_did_not_arrive_is_told_later(group, told):
    group.add("Rosa", phones="518-555-0101")
    message = group.write()
    services.begin(message_id=message, sure=1, site=SITE, by=group.rosa.person)
    sending.send(message_id=message, told=lambda *_words: None, by=group.rosa.person)
    reference = Delivery.objects.get().reference
    assert told(STATUS, {"MessageSid": reference, "MessageStatus": "delivered"}).status_code == 204
    assert Message.objects.get().counts == {"sent": 1}
    for _twice in range(2):
        told(STATUS, {"MessageSid": reference, "MessageStatus": "undelivered", "ErrorCode": "30005"})
    assert Message.objects.get().counts == {"failed:rejected": 1}
    assert told(STATUS, {"MessageSid": "SMnobody", "MessageStatus": "failed"}).status_code == 204


def test_one_click_stops_emails_and_looking_does_not(group):
    rosa = Contact.objects.get(pk=group.add("Rosa", emails="rosa@example.org"))
    address = unsubscribing.address(rosa, "")
    desk = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert desk.get(address).status_code == 200
    assert Contact.objects.get().not_by == ""
    right = desk.post(address, {"List-Unsubscribe": "One-Click"})
    assert Contact.objects.get().refused == {"email"}
    wrong = desk.post(f"/organizing/unsubscribe/{'0' * 32}")
    assert (wrong.status_code, wrong.content) == (right.status_code, right.content)
    assert "Rosa" not in right.content.decode()
    assert right["X-Robots-Tag"] == "noindex, nofollow"
    assert right["Cache-Control"] == "no-store"
