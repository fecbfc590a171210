"""What the gate does after a yes: telling more, narrowing, taking back, ending, following, looking."""

import datetime as dt
from uuid import UUID

import pytest

from tests.consent import made
from waymeet.consent import envelopes, gate, handles, wording
from waymeet.consent.models import AuditLine, Disclosure, Envelope, Event
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotFound

pytestmark = pytest.mark.django_db(databases="__all__")


def handle(secret: str) -> UUID:
    return handles.handle_of(handles.read(secret))


def lines() -> list[str]:
    return list(AuditLine.objects.order_by("number").values_list("verb", flat=True))


def state(secret: str) -> str:
    return str(gate.standing(secret).state)


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
    assert gate.knows("care", handle(three.secret))
    assert not gate.knows("diversion", handle(three.secret))


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


def test_many_at_once_leave_one_line_that_names_none(people):
    one, two = made.granted(people, made.scope("care")), made.offered(made.scope("care"))
    before = len(lines())
    found = gate.standings([one.secret, two.secret])
    assert [str(each.state) for each in found] == ["granted", "offered"]
    assert found[0] == gate.standing(one.secret)
    assert lines()[before:] == ["consent.list", "consent.read"]
    assert AuditLine.objects.get(verb="consent.list").subject == ""
