"""What the gate does, one verb after the other."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from tests.consent import made
from waymeet.consent import envelopes, gate, handles, wording
from waymeet.consent.models import AuditLine, Disclosure, Document, Envelope, Event, Sentence
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotFound

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
    gate.grant(secret=offer.secret, signed=replace(unnamed, recipient_name="Shelter on the hill"), fields={"name": "Q"})
    envelope = Envelope.objects.get()
    assert (bytes(envelope.sealed), envelope.epoch) == (b"", "")
    assert [one.recipient for one in gate.standing(offer.secret).disclosures] == ["outside"]
    with pytest.raises(CannotOpen):
        gate.open_arrival(envelope.handle, made.keyring(people, "Wanda"))


# --- later ---


def test_more_is_told_under_the_same_consent(people):
    done = made.granted(people, made.scope("care", {"name", "needs"}), name="Q")
    notice = gate.disclose(secret=done.secret, fields={"needs": "a bed"})
    assert notice.short == wording.PROHIBITION_SHORT
    [arrival] = gate.arrivals("care")
    assert gate.open_arrival(arrival.handle, made.keyring(people, "Wanda")).fields == {"name": "Q", "needs": "a bed"}
    assert sorted(one.classes for one in gate.standing(done.secret).disclosures) == [("name",), ("needs",)]
    assert "consent.disclose" in lines()
    with pytest.raises(BadInput):
        gate.disclose(secret=done.secret, fields={"status": "x"})


def test_nothing_more_is_told_before_a_yes_or_after_it_was_taken_back(people):
    offer = made.offered(made.scope("care"))
    done = made.granted(people, made.scope("care"))
    gate.withdraw(secret=done.secret)
    for secret in (offer.secret, done.secret):
        with pytest.raises(Conflict):
            gate.disclose(secret=secret, fields={"name": "Q"})
        with pytest.raises(Conflict):
            gate.narrow(secret=secret, classes={"name"})
    assert Disclosure.objects.count() == 1
    assert not Envelope.objects.exists()


@pytest.mark.parametrize("side", ["organizing", "care"])
def test_a_narrowing_seals_what_is_left(people, side: str):
    done = made.granted(people, made.scope(side, {"name", "contact_point"}))
    sooner = clock.today() + dt.timedelta(days=2)
    before = bytes(Envelope.objects.get().sealed)
    gate.narrow(secret=done.secret, classes={"name"}, until=sooner)
    [arrival] = gate.arrivals(side)
    assert (arrival.classes, arrival.until) == ({"name"}, sooner)
    assert arrival.sealed != before
    opened = gate.open_arrival(arrival.handle, made.keyring(people, made.MEMBER[side]))
    assert opened.fields == {"name": made.FIELDS["name"]}
    envelope = Envelope.objects.get()
    assert envelope.until == sooner
    key = handles.document_key(handles.read(done.secret))
    assert envelopes.kept(envelope, key) == {"name": made.FIELDS["name"]}
    found = gate.standing(done.secret)
    assert (str(found.state), found.live, found.scope.classes) == ("narrowed", True, {"name"})
    assert found.asked == done.scope
    with pytest.raises(BadInput):
        gate.narrow(secret=done.secret, classes={"name", "contact_point"})
    with pytest.raises(BadInput):
        gate.disclose(secret=done.secret, fields={"contact_point": "x"})


def test_taking_back_leaves_nothing_to_open_and_can_be_said_twice(people):
    done = made.granted(people, made.scope("care"))
    [arrival] = gate.arrivals("care")
    gate.withdraw(secret=done.secret)
    gate.withdraw(secret=done.secret)
    assert gate.arrivals("care") == []
    assert not Envelope.objects.exists()
    with pytest.raises(NotFound):
        gate.open_arrival(arrival.handle, made.keyring(people, "Wanda"))
    assert Event.objects.filter(kind="withdrawn").count() == 1
    found = gate.standing(done.secret)
    assert (str(found.state), found.live, found.scope) == ("withdrawn", False, None)
    assert found.asked == done.scope
    ending = Event.objects.get(kind="withdrawn")
    assert (ending.classes, ending.purpose, ending.until, ending.recipient) == ("", "", None, "care")


def test_an_offer_can_be_taken_back_too():
    offer = made.offered(made.scope("care"))
    gate.withdraw(secret=offer.secret)
    assert state(offer.secret) == "withdrawn"


def test_the_receiving_team_can_give_back_what_it_has_and_nothing_else(people):
    done = made.granted(people, made.scope("care"))
    gate.give_back("organizing", handle(done.secret))
    gate.give_back("care", UUID(int=7))
    assert state(done.secret) == "granted"
    gate.give_back("care", handle(done.secret))
    gate.give_back("care", handle(done.secret))
    assert state(done.secret) == "withdrawn"
    assert Event.objects.filter(kind="withdrawn").count() == 1


def test_a_leftover_envelope_of_a_consent_that_ended_opens_to_nobody(people):
    """As after a restore: the ledger has the withdrawal, and the envelope is back."""
    done = made.granted(people, made.scope("care"))
    left = Envelope.objects.get()
    gate.withdraw(secret=done.secret)
    left.save(force_insert=True)
    assert gate.arrivals("care") == []
    with pytest.raises(NotFound):
        gate.open_arrival(left.handle, made.keyring(people, "Wanda"))


# --- following ---


def test_changes_since_a_mark(people):
    nothing = gate.withdrawn_since("care", "")
    assert (nothing.gone, nothing.narrowed) == (frozenset(), frozenset())
    one, two, three = (made.granted(people, made.scope("care")) for _once in range(3))
    changes = gate.withdrawn_since("care", nothing.mark)
    assert changes.mark != nothing.mark
    assert (changes.gone, changes.narrowed) == (frozenset(), frozenset())
    gate.narrow(secret=one.secret, classes={"name"})
    gate.narrow(secret=two.secret, classes={"name"})
    gate.withdraw(secret=two.secret)
    later = gate.withdrawn_since("care", changes.mark)
    assert (later.gone, later.narrowed) == ({handle(two.secret)}, {handle(one.secret)})
    assert gate.withdrawn_since("care", later.mark).gone == frozenset()
    assert gate.withdrawn_since("care", "").gone == {handle(two.secret)}
    assert gate.withdrawn_since("diversion", "").gone == frozenset()
    assert gate.has_ended("care", handle(two.secret))
    assert not gate.has_ended("diversion", handle(two.secret))
    assert not gate.has_ended("care", handle(three.secret))


def test_more_that_is_told_moves_the_mark_so_that_it_is_fetched(people):
    done = made.granted(people, made.scope("care"), name="Q")
    mark = gate.withdrawn_since("care").mark
    gate.disclose(secret=done.secret, fields={"contact_point": "518"})
    assert gate.withdrawn_since("care", mark).mark != mark


def test_what_another_side_does_moves_no_mark(people):
    mark = gate.withdrawn_since("organizing").mark
    made.granted(people, made.scope("care"))
    made.offered(made.scope("organizing"))
    assert gate.withdrawn_since("organizing").mark == mark


def test_a_consent_ends_on_the_day_after_its_last(people, on):
    day = clock.today()
    done = made.granted(people, made.scope("care", days=3))
    on(day + dt.timedelta(days=3))
    assert len(gate.arrivals("care")) == 1
    assert gate.expire_due() == 0
    on(day + dt.timedelta(days=4))
    assert gate.arrivals("care") == []
    assert gate.withdrawn_since("care").gone == {handle(done.secret)}
    assert not Envelope.objects.exists()
    on(day)
    assert state(done.secret) == "expired"
    assert gate.arrivals("care") == []


@pytest.mark.parametrize(
    "seen",
    [
        gate.standing,
        lambda _secret: gate.withdrawn_since("care"),
        lambda _secret: gate.arrivals("care"),
        lambda _secret: gate.expire_due(),
    ],
    ids=["standing", "withdrawn_since", "arrivals", "expire_due"],
)
def test_whoever_looks_first_after_the_last_day_ends_it_for_good(people, on, seen):
    day = clock.today()
    done = made.granted(people, made.scope("care", days=3))
    on(day + dt.timedelta(days=9))
    seen(done.secret)
    on(day)
    assert state(done.secret) == "expired"
    assert Event.objects.filter(kind="expired").count() == 1


def test_opening_after_the_last_day_opens_nothing(people, on):
    day = clock.today()
    done = made.granted(people, made.scope("care", days=3))
    ring = made.keyring(people, "Wanda")
    on(day + dt.timedelta(days=9))
    with pytest.raises(NotFound):
        gate.open_arrival(handle(done.secret), ring)


def test_the_daily_job_ends_what_is_due_on_every_side_and_says_how_many(people, on):
    day = clock.today()
    for side in ("organizing", "care", "diversion"):
        made.granted(people, made.scope(side, days=3))
        made.granted(people, made.scope(side, days=30))
    on(day + dt.timedelta(days=4))
    assert gate.expire_due() == 3
    assert gate.expire_due() == 0
    assert [len(gate.arrivals(side)) for side in ("organizing", "care", "diversion")] == [1, 1, 1]


# --- looking ---


def test_everything_there_is_about_one_consent(people, on):
    day = clock.today()
    done = made.granted(people, made.scope("care", {"name", "needs"}), "es")
    on(day + dt.timedelta(days=1))
    gate.narrow(secret=done.secret, classes={"name"})
    on(day + dt.timedelta(days=2))
    gate.withdraw(secret=done.secret)
    found = gate.standing(done.secret)
    assert [(past.kind, past.day) for past in found.history] == [
        ("offered", day),
        ("granted", day),
        ("narrowed", day + dt.timedelta(days=1)),
        ("withdrawn", day + dt.timedelta(days=2)),
    ]
    assert [past.classes for past in found.history] == [("name", "needs"), ("name", "needs"), ("name",), ()]
    assert (found.history[0].read_aloud, found.history[1].signed_how) == (True, "on_paper")
    assert found.history[2].until == done.scope.until
    assert (found.language, found.read_aloud, found.text_hash) == (
        "es",
        True,
        Event.objects.get(kind="offered").text_hash,
    )
    assert found.text == done.receipt.text
    assert found.document.patient_name == made.FIELDS["name"]
    assert found.document.expires == done.scope.until
    assert found.disclosures == (gate.Disclosed(day, "care", ("name", "needs"), "getting_help"),)
    assert lines()[-1] == "consent.read"


def test_an_offer_has_no_document_and_nothing_told():
    found = gate.standing(made.offered(made.scope("care")).secret)
    assert (found.document, found.disclosures, found.scope, found.live) == (None, (), None, False)


def test_opening_is_written_down_before_anything_is_readable(people, monkeypatch):
    made.granted(people, made.scope("care"))
    [arrival] = gate.arrivals("care")
    ring = made.keyring(people, "Wanda")
    seen = []
    opened = envelopes.opened
    monkeypatch.setattr(envelopes, "opened", lambda *given: (seen.append(lines()[-1]), opened(*given))[1])
    gate.open_arrival(arrival.handle, ring)
    assert seen == ["consent.open"]
    assert AuditLine.objects.order_by("-number").first().who == str(people["Wanda"].id)


def test_somebody_who_came_by_themselves_is_sealed_as_a_hand_off_is(people):
    people["Olga"]
    record = UUID(int=5, version=4)
    epoch, sealed = gate.introduced(record=record, purpose="being_called", fields={"name": "Q", "wish": "x"})
    made.granted(people, made.scope("organizing"))
    handed = Envelope.objects.get()
    assert (epoch, len(sealed)) == (handed.epoch, len(bytes(handed.sealed)))
    with pytest.raises(BadInput):
        gate.introduced(record=record, purpose="being_called", fields={"needs": "x"})
    with pytest.raises(BadInput):
        gate.introduced(record=record, purpose="getting_help", fields={"name": "x"})


def test_an_envelope_moved_to_another_handle_opens_to_nobody(people):
    for side in ("organizing", "care"):
        one, two = (made.granted(people, made.scope(side)) for _once in range(2))
        sealed = Envelope.objects.get(handle=handle(one.secret)).sealed
        Envelope.objects.filter(handle=handle(two.secret)).update(sealed=sealed)
        with pytest.raises(CannotOpen):
            gate.open_arrival(handle(two.secret), made.keyring(people, made.MEMBER[side]))
