"""What the gate does, one verb after the other."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from tests.consent import made
from waymeet.consent import gate, handles
from waymeet.consent.models import AuditLine, Disclosure, Document, Envelope, Event, Sentence
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotFound
from waymeet.kernel.ids import random_id

pytestmark = pytest.mark.django_db(databases="__all__")


def handle(secret: str) -> UUID:
    return handles.handle_of(handles.read(secret))


def lines() -> list[str]:
    return list(AuditLine.objects.order_by("number").values_list("verb", flat=True))


def state(secret: str) -> str:
    return str(gate.standing(secret).state)


# --- the secret ---


def test_a_secret_comes_back_however_it_is_typed():
    for number in (bytes(16), bytes([255] * 16), bytes(range(16))):
        shown = handles.shown(number)
        assert [len(group) for group in shown.split("-")] == [3] * 9
        assert handles.read(shown) == handles.read(shown.lower().replace("-", " ")) == number


def test_known_answers_of_what_follows_from_a_secret():
    """Worked out with HMAC alone: prk = HMAC(32 zeros, secret), then HMAC(prk, purpose and one byte of 1)."""
    assert handles.shown(bytes(range(16))) == "222-4Q4-BCV-TDJ-Q7S-5WG-MM3-XLR-W8T"
    assert handles.handle_of(bytes(range(16))) == UUID("cb9bf51b-6c56-4429-a096-49b17b61ca66")
    assert handles.document_key(bytes(range(16))).hex() == (
        "81703e51d1843290109a2f9a52e6cada3ab44568295cd836c0abcdca04d84746"
    )


@pytest.mark.parametrize(
    "typed", ["", "BCD", "AAA-" * 9, "ZZZ-" * 8 + "ZZZ", "2" * 28, "2" * 26, "222-222-222-222-222-222-222-222-22O"]
)
def test_what_is_no_secret_gets_the_answer_of_one_that_leads_nowhere(typed: str):
    for wrong in (typed, handles.new_secret()):
        for verb in (
            gate.standing,
            lambda secret: gate.withdraw(secret=secret),
            lambda secret: gate.narrow(secret=secret, classes={"name"}),
            lambda secret: gate.decline(secret=secret),
        ):
            with pytest.raises(NotFound) as trouble:
                verb(wrong)
            assert str(trouble.value) == str(NotFound())
    assert not Event.objects.exists()
    assert lines() == []


# --- offering ---


def test_an_offer_is_one_row_with_the_text_on_record():
    offer = made.offered(made.scope("care", {"name", "needs"}), "es")
    [row] = Event.objects.all()
    assert (row.handle, row.kind, row.recipient, row.classes) == (handle(offer.secret), "offered", "care", "name needs")
    assert (row.purpose, row.until, row.language, row.read_aloud) == (
        "getting_help", clock.today() + dt.timedelta(days=30), "es", True,
    )  # fmt: skip
    assert row.text_hash == offer.text_hash
    assert Sentence.objects.get(hash=offer.text_hash).text == offer.text
    assert lines() == ["consent.offered"]
    assert not Envelope.objects.exists()
    assert AuditLine.objects.get().subject == str(row.handle)


def test_each_offer_has_a_secret_of_its_own():
    assert len({made.offered(made.scope("care")).secret for _once in range(20)}) == 20


@pytest.mark.parametrize("giving", ["police", "", "care", "outside"])
def test_only_a_team_of_ours_offers_and_never_to_itself(giving: str):
    with pytest.raises(BadInput):
        gate.offer(giving=giving, scope=made.scope("care"), language="en", read_aloud=False)
    assert not Event.objects.exists()


def test_what_the_rules_refuse_is_not_offered():
    for asked in (made.scope("care", {"hiv", "needs"}), made.scope("care", days=400), made.scope("care", days=-1)):
        with pytest.raises(BadInput):
            made.offered(asked)
    assert not Event.objects.exists()


def test_a_language_we_do_not_speak_is_shown_in_english():
    offer = made.offered(made.scope("care"), "fr")
    assert Event.objects.get().language == "en"
    assert offer.text.startswith("I say yes")


# --- yes and no ---


def test_a_no_ends_it_and_can_be_said_twice(people):
    asked = made.scope("care")
    offer = made.offered(asked)
    gate.decline(secret=offer.secret)
    gate.decline(secret=offer.secret)
    assert state(offer.secret) == "declined"
    assert lines()[:2] == ["consent.offered", "consent.declined"]
    people["Wanda"]
    with pytest.raises(Conflict):
        gate.grant(secret=offer.secret, signed=made.signed(asked, offer), fields={"name": "Q"})
    assert not Envelope.objects.exists()
    assert Event.objects.filter(kind="declined").count() == 1


def test_a_yes_cannot_be_turned_into_a_no_but_taken_back(people):
    done = made.granted(people)
    with pytest.raises(Conflict):
        gate.decline(secret=done.secret)


def test_an_offer_that_ran_out_can_still_be_declined(on):
    offer = made.offered(made.scope("care", days=1))
    on(clock.today() + dt.timedelta(days=5))
    assert state(offer.secret) == "expired"
    gate.decline(secret=offer.secret)
    assert state(offer.secret) == "declined"


@pytest.mark.parametrize("side", ["organizing", "care", "diversion"])
def test_a_yes_reaches_the_team_it_names_and_no_other(people, side: str):
    done = made.granted(people, made.scope(side, {"name", "contact_point"}))
    assert [len(gate.arrivals(other)) for other in ("organizing", "care", "diversion") if other != side] == [0, 0]
    [arrival] = gate.arrivals(side)
    assert (arrival.handle, arrival.purpose, arrival.classes) == (
        handle(done.secret), done.scope.purpose, done.scope.classes,
    )  # fmt: skip
    assert (arrival.came_on, arrival.until, arrival.language) == (clock.today(), done.scope.until, "")
    opened = gate.open_arrival(arrival.handle, made.keyring(people, made.MEMBER[side]))
    assert opened.fields == {"name": made.FIELDS["name"], "contact_point": made.FIELDS["contact_point"]}
    assert opened.scope == done.scope
    for other in set(made.MEMBER) - {side}:
        with pytest.raises(CannotOpen):
            gate.open_arrival(arrival.handle, made.keyring(people, made.MEMBER[other]))
    assert state(done.secret) == "granted"


def test_the_rows_of_a_yes(people):
    done = made.granted(people, made.scope("care", {"name", "needs"}), "es")
    row = Event.objects.get(kind="granted")
    assert (row.recipient, row.classes, row.purpose, row.until) == (
        "care", "name needs", "getting_help", done.scope.until,
    )  # fmt: skip
    assert (row.language, row.read_aloud, row.signed_how, row.day) == ("es", True, "on_paper", clock.today())
    told = Disclosure.objects.get()
    assert (told.handle, told.recipient, told.classes, told.purpose) == (
        row.handle, "care", "name needs", "getting_help",
    )  # fmt: skip
    assert lines() == ["consent.offered", "consent.granted"]
    assert audit.first_broken(AuditLine) is None
    assert (done.receipt.secret, done.receipt.scope, done.receipt.language) == (done.secret, done.scope, "es")
    assert done.receipt.text == Sentence.objects.get(hash=row.text_hash).text
    assert "getting_help" not in done.receipt.notice.scope
    assert done.receipt.notice.scope.startswith("Aceptó")


def test_a_language_somebody_agreed_to_tell_is_known_before_opening(people):
    made.granted(people, made.scope("organizing", {"name", "language"}), "es")
    assert [one.language for one in gate.arrivals("organizing")] == ["es"]


def test_only_what_was_said_is_in_the_accounting(people):
    made.granted(people, made.scope("care", {"name", "needs"}), name=" Q ", needs="  ")
    assert Disclosure.objects.get().classes == "name"
    [arrival] = gate.arrivals("care")
    assert gate.open_arrival(arrival.handle, made.keyring(people, "Wanda")).fields == {"name": "Q"}


@pytest.mark.parametrize("fields", [{}, {"name": " "}, {"name": "Q", "status": "x"}, {"shoe size": "44"}])
def test_a_field_nobody_agreed_to_stops_everything(people, fields: dict[str, str]):
    people["Wanda"]
    asked = made.scope("care", {"name", "needs"})
    offer = made.offered(asked)
    with pytest.raises(BadInput):
        gate.grant(secret=offer.secret, signed=made.signed(asked, offer), fields=fields)
    assert state(offer.secret) == "offered"
    assert not (Envelope.objects.exists())
    assert not (Disclosure.objects.exists())
    assert not (Document.objects.exists())


def test_a_document_that_lacks_something_lets_nothing_through(people):
    people["Wanda"]
    asked = made.scope("care")
    offer = made.offered(asked)
    whole = made.signed(asked, offer)
    for bad in (replace(whole, signed_how=""), replace(whole, text_hash="x"), replace(whole, expires=clock.today())):
        with pytest.raises(BadInput) as trouble:
            gate.grant(secret=offer.secret, signed=bad, fields={"name": "Q"})
        assert trouble.value.column
    assert not Envelope.objects.exists()


def test_a_yes_is_said_once(people):
    done = made.granted(people, made.scope("care"))
    with pytest.raises(Conflict):
        gate.grant(secret=done.secret, signed=done.receipt and None, fields={"name": "Q"})


def test_a_team_without_two_members_gets_nothing_and_nothing_is_written():
    asked = made.scope("care")
    offer = made.offered(asked)
    with pytest.raises(Conflict):
        gate.grant(secret=offer.secret, signed=made.signed(asked, offer), fields={"name": "Q"})
    assert state(offer.secret) == "offered"
    assert not (Document.objects.exists())
    assert not (Disclosure.objects.exists())


def test_what_goes_outside_is_listed_and_sealed_to_nobody(people):
    asked = made.scope("outside", {"name", "needs"})
    offer = made.offered(asked)
    unnamed = made.signed(asked, offer)
    with pytest.raises(BadInput):
        gate.grant(secret=offer.secret, signed=unnamed, fields={"name": "Q"})
    named = replace(unnamed, recipient_name="Shelter on the hill")
    receipt = gate.grant(secret=offer.secret, signed=named, fields={"name": "Q"})
    assert receipt.named == ("Shelter on the hill",)
    envelope = Envelope.objects.get()
    assert (envelope.sealed, envelope.epoch) == (None, "")
    assert [one.recipient for one in gate.standing(offer.secret).disclosures] == ["outside"]
    with pytest.raises(CannotOpen):
        gate.open_arrival(envelope.handle, made.keyring(people, "Wanda"))


def test_a_receipt_names_everybody_outside_and_the_case_and_no_team_of_this_house(people):
    assert made.granted(people, made.scope("care")).receipt.named == ()
    asked = gate.Scope("intermediary", frozenset({"name"}), "treatment", clock.today())
    offer = made.offered(asked)
    signed = replace(made.signed(asked, offer), recipient_name="Network", members=("Clinic", ""), proceeding="26-1234")
    receipt = gate.grant(secret=offer.secret, signed=signed, fields={"name": "Q"})
    assert receipt.named == ("Network", "Clinic", "26-1234")


def test_what_waits_is_told_with_its_epoch_its_language_and_its_bytes(people):
    """Language only where it was agreed to: it can be what somebody is recognised by."""
    for classes, told in (({"name"}, ""), ({"name", "language"}, "es")):
        done = made.granted(people, made.scope("care", classes), language="es", name="Q")
        [one] = [one for one in gate.arrivals("care") if one.handle == handle(done.secret)]
        row = Envelope.objects.get(handle=one.handle)
        assert (one.language, one.epoch, bytes(one.sealed)) == (told, row.epoch, bytes(row.sealed))
        assert one.epoch != ""


def test_a_side_knows_a_handle_of_its_own_consents_only(people):
    done = made.granted(people, made.scope("care"))
    known = handle(done.secret)
    assert gate.knows("care", known)
    assert not gate.knows("diversion", known)
    assert not gate.knows("care", random_id())
    gate.withdraw(secret=done.secret)
    assert gate.knows("care", known), "however it stands"
