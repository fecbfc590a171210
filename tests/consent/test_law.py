"""The rules of law that the gate holds, each under its number (facts: law.md, section 2)."""

import datetime as dt
import inspect
from dataclasses import fields, replace

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.consent import made
from waymeet.consent import gate, handles, rules, wording
from waymeet.consent.models import Disclosure, Envelope, Event, Sentence
from waymeet.consent.signed import ALWAYS
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound, Plain

pytestmark = pytest.mark.django_db(databases="__all__")
SIDES = ("organizing", "care", "diversion")


def handle(secret: str):
    return handles.handle_of(handles.read(secret))


def nothing_got_out() -> bool:
    return not (Envelope.objects.exists() or Disclosure.objects.exists() or any(gate.arrivals(side) for side in SIDES))


@pytest.mark.parametrize("element", [*ALWAYS, "signed_how"])
def test_law_R01_a_consent_that_lacks_an_element_discloses_nothing(people, element: str):
    """Take away each element of 42 CFR 2.31 in turn: every way of telling anything refuses."""
    people["Wanda"]
    asked = made.scope("care")
    offer = made.offered(asked)
    lacking = replace(made.signed(asked, offer), **{element: ""})
    with pytest.raises(BadInput):
        gate.grant(secret=offer.secret, signed=lacking, fields={"name": "Q"})
    for verb in (gate.disclose, lambda **said: gate.narrow(secret=said["secret"], classes={"name"})):
        with pytest.raises(Conflict):
            verb(secret=offer.secret, fields={"name": "Q"})
    assert nothing_got_out()


def test_law_R01_the_text_says_every_element_that_is_words():
    """What is told, to whom, what for, until when, and how to take it back stand in the text itself, in two languages."""
    for language in ("en", "es"):
        asked = made.scope("care", {"name", "needs"})
        text = made.offered(asked, language).text
        for words in (
            wording.WHO[language]["care"].removeprefix("el "),
            wording.WHAT[language]["name"],
            wording.WHAT[language]["needs"],
            wording.WHY[language]["getting_help"],
            wording.MAY_REVOKE[language],
            wording.IF_REFUSED[language],
            wording.REDISCLOSURE[language],
            wording.day_in_words(asked.until, language),
        ):
            assert words in text
        assert wording.WHAT[language]["status"] not in text


def test_law_R02_an_intermediary_without_its_members_gets_nothing():
    """A network is named with its members, or is limited to treating providers."""
    asked = gate.Scope("intermediary", frozenset({"name"}), "treatment", clock.today() + dt.timedelta(days=9))
    offer = made.offered(asked)
    bare = made.signed(asked, offer, recipient_name="Care network")
    with pytest.raises(BadInput):
        gate.grant(secret=offer.secret, signed=bare, fields={"name": "Q"})
    assert nothing_got_out()
    gate.grant(secret=offer.secret, signed=replace(bare, members=("Clinic",)), fields={"name": "Q"})
    assert gate.standing(offer.secret).document.members == ("Clinic",)


@given(st.sets(st.sampled_from(sorted(rules.DataClass)), min_size=2))
def test_law_R03_legal_proceedings_and_counselling_notes_are_documents_of_their_own(classes):
    """No set of classes that holds one of them together with anything but the name can be offered."""
    asked = rules.Scope("outside", frozenset(classes), "legal_proceedings", dt.date(2026, 12, 1))
    alone = rules.refusals(asked, dt.date(2026, 11, 26)) == []
    assert alone == (set(classes) == {"name", "legal_proceedings"})
    for own in ("counselling_notes", "hiv"):
        bundled = own in classes and set(classes) - {own, "name"}
        assert not bundled or rules.bundles(classes)


@pytest.mark.parametrize(("days", "live"), [(0, True), (3, True), (4, False), (400, False)])
def test_law_R04_what_expired_discloses_nothing(people, on, days: int, live: bool):
    """The last day holds, the day after does not; incomplete and taken back are tried in R01 and R05."""
    done = made.granted(people, made.scope("care", days=3))
    on(clock.today() + dt.timedelta(days=days))
    assert bool(gate.arrivals("care")) is live
    if not live:
        with pytest.raises(Conflict):
            gate.disclose(secret=done.secret, fields={"name": "Q"})


@pytest.mark.parametrize("side", SIDES)
def test_law_R05_taking_back_holds_at_once_for_this_recipient_and_leaves_the_others(people, side: str):
    """After the answer no read, no arrival and no new telling to that recipient; other recipients keep what they have."""
    every = {one: made.granted(people, made.scope(one)) for one in SIDES}
    gate.withdraw(secret=every[side].secret)
    assert [bool(gate.arrivals(one)) for one in SIDES] == [one != side for one in SIDES]
    gone = handle(every[side].secret)
    with pytest.raises(NotFound):
        gate.open_arrival(gone, made.keyring(people, made.MEMBER[side]))
    for verb in (gate.disclose, gate.grant):
        said = {"signed": None} if verb is gate.grant else {}
        with pytest.raises(Conflict):
            verb(secret=every[side].secret, fields={"name": "Q"}, **said)
    assert gate.withdrawn_since(side).gone == {gone}


@pytest.mark.parametrize("side", SIDES)
def test_law_R06_every_disclosure_carries_the_notice_and_the_scope(people, side: str):
    """Receipt, later telling and opening each carry the prohibition, word for word, and say what was agreed."""
    done = made.granted(people, made.scope(side))
    later = gate.disclose(secret=done.secret, fields={"name": "Q"})
    [arrival] = gate.arrivals(side)
    opened = gate.open_arrival(arrival.handle, made.keyring(people, made.MEMBER[side]))
    for notice in (done.receipt.notice, later, opened.notice):
        assert notice.short == "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
        assert notice.long.startswith("This record which has been disclosed to you is protected by Federal")
        assert notice.long.endswith("(see 42 CFR 2.31).")
        for words in (wording.WHAT["en"]["name"], wording.WHY["en"][done.scope.purpose], wording.WHO["en"][side]):
            assert words in notice.scope
        assert wording.day_in_words(done.scope.until, "en") in notice.scope


CLASSES = st.sets(st.sampled_from(["name", "contact_point", "language", "best_time", "needs", "status"]), min_size=1)


@given(granted=CLASSES, told=CLASSES, kept=CLASSES)
def test_law_R07_no_field_goes_out_that_was_not_agreed_to(people, granted, told, kept):
    """Whatever is agreed, told and narrowed: the fields that can be opened are a subset of the live scope."""
    people["Wanda"]
    asked = made.scope("care", granted)
    offer = made.offered(asked)
    try:
        said = {name: made.FIELDS[name] for name in told}
        gate.grant(secret=offer.secret, signed=made.signed(asked, offer), fields=said)
    except BadInput:
        assert not told <= granted
        return
    if kept < granted:
        gate.narrow(secret=offer.secret, classes=kept)
    live = gate.standing(offer.secret).scope.classes
    opened = gate.open_arrival(handle(offer.secret), made.keyring(people, "Wanda")).fields
    assert set(opened) == told & live
    assert set().union(*(one.classes for one in gate.standing(offer.secret).disclosures)) <= granted


def headers_of(answer) -> tuple:
    """Without the moment, and without the length, which follows the number that was typed."""
    return tuple(sorted((name, said) for name, said in answer.items() if name not in ("Expires", "Content-Length")))


def test_law_R08_a_wrong_number_and_an_unknown_one_get_the_same_answer(people):
    """Neither confirmed nor denied: the same page, byte for byte, for every number that is not the person's own."""
    made.granted(people, made.scope("care"))
    page = Client(SERVER_NAME="localhost")
    seen = set()
    for number in (handles.new_secret(), handles.new_secret(), "nonsense", "222-222"):
        for address in ("/receipt", "/receipt/smaller", "/receipt/take-back", "/receipt/save"):
            answer = page.post(address, {"secret": number, "sure": "1"})
            seen.add((answer.status_code, answer.content.replace(number.encode(), b""), headers_of(answer)))
    assert len(seen) == 1


@given(st.lists(st.sampled_from(["name", "contact_point", "needs"]), max_size=6))
def test_law_R09_the_accounting_lists_every_disclosure(people, told: list[str]):
    """Random tellings: the participant's account is the ledger's, with day, recipient, kind of fact and purpose."""
    done = made.granted(people, made.scope("care", {"name", "contact_point", "needs"}), name="Q")
    for name in told:
        gate.disclose(secret=done.secret, fields={name: "x"})
    account = gate.standing(done.secret).disclosures
    assert sorted(one.classes for one in account) == sorted((name,) for name in ["name", *told])
    assert {(one.day, one.recipient, one.purpose) for one in account} == {(clock.today(), "care", "getting_help")}


def test_law_R09_the_account_stays_when_the_consent_is_over(people):
    """An account is owed for three years: taking back deletes what could be opened, never what was listed."""
    done = made.granted(people, made.scope("care"))
    gate.withdraw(secret=done.secret)
    assert len(gate.standing(done.secret).disclosures) == 1
    page = Client(SERVER_NAME="localhost").post("/receipt/save", {"secret": done.secret})
    assert page["Content-Type"].startswith("text/csv")
    assert clock.today().isoformat() in page.content.decode()


def test_law_R11_there_is_no_irrevocable_consent():
    """No state, purpose or verb lets a consent be granted that cannot be taken back, and every one has a last day."""
    assert not [name for name in gate.__all__ if "irrevoc" in name.lower()]
    assert {field.name for field in fields(gate.Scope)} == {"recipient", "classes", "purpose", "until"}
    assert "until" in inspect.signature(gate.Scope).parameters
    for state in rules.LIVE:
        assert state in (gate.State.GRANTED, gate.State.NARROWED)
    for language in ("en", "es"):
        assert wording.MAY_REVOKE[language] in made.offered(made.scope("care"), language).text


@pytest.mark.parametrize("side", SIDES)
def test_law_R11_every_consent_that_can_be_granted_can_be_taken_back(people, side: str):
    """Each recipient and purpose there is."""
    for purpose in sorted(rules.PURPOSES_FOR[side]):
        done = made.granted(people, replace(made.scope(side), purpose=purpose))
        gate.withdraw(secret=done.secret)
        assert str(gate.standing(done.secret).state) == "withdrawn"
    assert gate.arrivals(side) == []


def test_law_R21_information_on_hiv_has_a_release_of_its_own_and_its_own_statement(people):
    """Never bundled, never to organizers, and every disclosure carries New York's words."""
    with pytest.raises(BadInput):
        made.offered(made.scope("care", {"hiv", "needs"}))
    with pytest.raises(BadInput):
        made.offered(made.scope("organizing", {"hiv"}))
    done = made.granted(people, made.scope("care", {"hiv"}), hiv="x")
    opened = gate.open_arrival(handle(done.secret), made.keyring(people, "Wanda"))
    for notice in (done.receipt.notice, opened.notice):
        assert "may result in a fine or jail sentence or both" in notice.hiv
    assert made.granted(people, made.scope("care")).receipt.notice.hiv == ""


def test_law_R28_consent_is_for_one_recipient_one_purpose_and_in_the_persons_language(people):
    """Every recipient has a consent of its own; what was shown, in which language, read aloud or not, is on record."""
    made.granted(people, made.scope("diversion"), "es")
    for event in Event.objects.filter(kind__in=["offered", "granted"]):
        assert (event.language, event.read_aloud) == ("es", True)
        assert event.recipient == "diversion"
        assert Sentence.objects.get(hash=event.text_hash).language == "es"
    assert not (gate.arrivals("care"))
    assert not (gate.arrivals("organizing"))


@pytest.mark.parametrize("steps", [(), ("offer",), ("offer", "decline"), ("offer", "look")])
def test_law_R29_nothing_is_ever_agreed_to_by_silence(people, steps: tuple[str, ...]):
    """Without a signed yes nothing is told: not by an offer, not by looking, not by a no."""
    people["Wanda"]
    secret = made.offered(made.scope("care")).secret if "offer" in steps else ""
    if "decline" in steps:
        gate.decline(secret=secret)
    if "look" in steps:
        gate.standing(secret)
    assert nothing_got_out()


def test_law_R29_a_no_costs_nothing(people):
    """The text says that nothing depends on the answer, and after a no the same can be offered again."""
    offer = made.offered(made.scope("care"))
    gate.decline(secret=offer.secret)
    assert wording.IF_REFUSED["en"] in offer.text
    made.granted(people, made.scope("care"))


def test_law_R30_the_hash_of_the_text_is_kept_and_the_participant_gets_a_receipt(people):
    """The very words can be shown later; the receipt holds number, text and scope; a changed word is another text."""
    done = made.granted(people, made.scope("care"))
    row = Event.objects.get(kind="granted")
    assert Sentence.objects.get(hash=row.text_hash).text == done.receipt.text == gate.standing(done.secret).text
    assert wording.text_hash("getting_help", "en", done.receipt.text) == row.text_hash
    assert wording.text_hash("getting_help", "en", done.receipt.text + ".") != row.text_hash
    assert done.receipt.secret == done.secret


def test_law_R30_a_grant_under_other_words_than_were_shown_is_refused(people):
    """The hash in the signed document must be the one that was offered."""
    people["Wanda"]
    asked = made.scope("care")
    offer, other = made.offered(asked, "en"), made.offered(asked, "es")
    with pytest.raises(BadInput):
        gate.grant(secret=offer.secret, signed=made.signed(asked, other), fields={"name": "Q"})


def test_without_the_secret_no_two_handles_join(people):
    """One person, four hand-offs: no column that identifies is shared, and the sealed parts share no bytes."""
    for side in (*SIDES, "care"):
        made.granted(people, made.scope(side))
    for model in apps.get_app_config("consent").get_models():
        for field in model._meta.fields:
            kind = model.Privacy.fields.get(field.name)
            assert kind not in ("about a person", "contact point", "free text", "worker") or field.name == "who"
    sealed = [bytes(row.sealed) for row in Envelope.objects.all()] + [bytes(row.kept) for row in Envelope.objects.all()]
    starts = {value[:12] for value in sealed}
    assert len(starts) == len(sealed) == 8
    assert len({row.handle for row in Event.objects.all()}) == 4


def test_no_plain_field_lies_in_the_database_of_consent(people, on):
    """Every value that was told, looked for in every column of every row, as text and as bytes."""
    done = made.granted(people, made.scope("care", set(made.FIELDS)))
    made.granted(people, made.scope("organizing", {"name", "contact_point", "language", "best_time", "wish"}))
    gate.narrow(secret=done.secret, classes={"name"})
    with pytest.raises(Plain):
        gate.disclose(secret=done.secret, fields={"needs": made.FIELDS["needs"]})
    held = b"\n".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for model in apps.get_app_config("consent").get_models()
        for row in model.objects.values_list()
        for value in row
    )
    looked_for = [*made.FIELDS.values(), done.secret, done.secret.replace("-", ""), "the outreach team"]
    assert [words for words in looked_for if words.encode() in held and words != "the outreach team"] == []
    assert handles.read(done.secret) not in held
    assert b"Quillan" not in held
