"""Peers are paid and heard: who sees what, that words stay sealed, and that nobody is compared with anybody."""

import datetime as dt

import pytest

from tests.builders import Worker, two_outreach_workers, worker
from waymeet.accounts.roles import MAY, May, Role
from waymeet.care.models import AuditLine
from waymeet.care.peers import queries, services
from waymeet.care.peers.models import Debrief, Stipend
from waymeet.kernel.errors import BadInput, NotAllowed, NotFound

pytestmark = pytest.mark.django_db(databases=["default", "care"])
DAY = dt.date(2026, 11, 20)


@pytest.fixture
def team() -> tuple[Worker, Worker]:
    return two_outreach_workers()


@pytest.fixture
def peer() -> Worker:
    return worker("pia", Role.PEER)


@pytest.fixture
def director() -> Worker:
    return worker("dora", Role.DIRECTOR)


def test_a_peer_takes_part_writes_and_sees_their_own_and_nothing_else() -> None:
    assert MAY[Role.PEER] == {May.HAND_ON, May.WRITE_DEBRIEFS}
    assert [role for role in Role if May.KEEP_STIPENDS in MAY[role]] == [Role.DIRECTOR]


def test_a_stipend_is_put_down_seen_by_its_peer_and_paid_once(peer: Worker, director: Worker) -> None:
    other = worker("pat", Role.PEER)
    said = {"day": DAY, "what": "night", "by": director.person}
    one = services.put_down(peer=peer.person.id, cents=4050, **said)
    services.put_down(peer=other.person.id, cents=9000, **said)
    assert [(row.cents, row.paid_on) for row in queries.own_stipends(peer.person.id)] == [(4050, None)]
    services.pay(stipend_id=one, by=director.person)
    first = Stipend.objects.get(pk=one).paid_on
    services.pay(stipend_id=one, by=director.person)
    assert Stipend.objects.get(pk=one).paid_on == first is not None
    assert AuditLine.objects.filter(verb="stipend.pay").count() == 1


def test_who_is_no_peer_gets_no_stipend_and_no_amount_is_made_up(
    peer: Worker, director: Worker, team: tuple[Worker, Worker]
) -> None:
    with pytest.raises(NotFound):
        services.put_down(peer=team[0].person.id, day=DAY, what="night", cents=1, by=director.person)
    for what, cents in (("night", 0), ("night", 1_000_001), ("kits", 100)):
        with pytest.raises(BadInput):
            services.put_down(peer=peer.person.id, day=DAY, what=what, cents=cents, by=director.person)
    with pytest.raises(NotFound):
        services.pay(stipend_id=1, by=director.person)
    for who in (peer, team[0]):
        with pytest.raises(NotAllowed):
            services.put_down(peer=peer.person.id, day=DAY, what="night", cents=1, by=who.person)
        with pytest.raises(NotAllowed):
            services.pay(stipend_id=1, by=who.person)


def test_a_debrief_is_read_by_the_team_alone_and_names_only_who_wants_a_call(
    peer: Worker, director: Worker, team: tuple[Worker, Worker]
) -> None:
    services.debrief(words="Hard night. We lost somebody.", call=True, by=peer.person)
    services.debrief(words="Quiet.", call=False, by=peer.person)
    rows = list(Debrief.objects.all())
    assert len({len(bytes(row.sealed)) for row in rows}) == 1
    assert not any(b"Hard" in bytes(row.sealed) for row in rows)
    found = services.read_debriefs(by=team[1].person, keyring=team[1].keyring)
    assert {(one.words, one.who) for one in found} == {
        ("Hard night. We lost somebody.", peer.person.shown_as),
        ("Quiet.", ""),
    }
    assert not AuditLine.objects.filter(verb="debrief.write", who=str(peer.person.id)).exists()
    for outside in (peer, director):
        with pytest.raises(NotAllowed):
            services.read_debriefs(by=outside.person, keyring=outside.keyring)
    with pytest.raises(BadInput):
        services.debrief(words=" ", call=False, by=peer.person)
    with pytest.raises(NotAllowed):
        services.debrief(words="x", call=False, by=director.person)


def test_nothing_orders_or_sums_peers() -> None:
    assert Stipend._meta.ordering == ["-day", "id"]
    assert not {field.name for field in Stipend._meta.fields} & {"kits", "items", "people", "handed_out"}


def test_a_thousand_letters_of_any_kind_fit_and_every_debrief_is_as_long_as_the_next(
    peer: Worker, team: tuple[Worker, Worker]
) -> None:
    said = ["x", "é" * 1000, "🌉" * 1000, '"\n' * 500 + "!"]
    for words in said:
        services.debrief(words=words, call=True, by=peer.person)
    found = services.read_debriefs(by=team[0].person, keyring=team[0].keyring)
    assert sorted(one.words for one in found) == sorted(said)
    assert len({len(bytes(row.sealed)) for row in Debrief.objects.all()}) == 1


def test_a_sealed_debrief_opens_at_its_own_place_only(peer: Worker, team: tuple[Worker, Worker]) -> None:
    for words in ("one", "two"):
        services.debrief(words=words, call=False, by=peer.person)
    first, second = Debrief.objects.all()
    Debrief.objects.filter(pk=first.pk).update(sealed=second.sealed)
    assert len(services.read_debriefs(by=team[0].person, keyring=team[0].keyring)) == 1
