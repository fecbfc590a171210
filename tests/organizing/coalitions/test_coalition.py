"""Organizations in a coalition: how close, who speaks for them, what was promised and what came."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import worker
from waymeet.accounts.roles import Role
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed
from waymeet.organizing.coalitions import queries, services
from waymeet.organizing.coalitions.models import Delegate, Pledge, Standing
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Group
from waymeet.organizing.models import AuditLine

db = pytest.mark.django_db(databases="__all__")
SAID = {"new": "Lark Street tenants", "kind": "tenants", "tier": "steering"}


def day(count: int) -> dt.date:
    return clock.today() + dt.timedelta(days=count)


@pytest.fixture
def one(rosa):
    """A coalition with an organization in it."""
    coalition = services.begin(name="Safer streets", wants="a crosswalk", by=rosa.person)
    return coalition, services.join(coalition=coalition, said=SAID, by=rosa.person)


@db
def test_an_organization_is_a_group_of_the_contacts_and_stands_once(rosa, one):
    coalition, _standing = one
    group = Group.objects.get()
    with pytest.raises(Conflict):
        services.join(coalition=coalition, said=SAID | {"new": "", "group": group.pk}, by=rosa.person)
    assert Group.objects.count() == 1


@db
def test_what_left_can_come_back_and_keeps_what_it_promised(rosa, one):
    coalition, standing = one
    services.pledge(
        standing=standing, said={"kind": "turnout", "what": "people", "promised": 3, "due": day(1)}, by=rosa.person
    )
    services.delegate(standing=standing, said={"called": "the pastor", "authority": "signs"}, by=rosa.person)
    services.leave(standing=standing, by=rosa.person)
    assert Standing.objects.get().left_on == clock.today()
    assert Delegate.objects.get().until == clock.today()
    group = Group.objects.get()
    services.join(coalition=coalition, said={"group": group.pk, "tier": "supporter"}, by=rosa.person)
    [back] = queries.coalition(coalition_id=coalition, by=rosa.person)[1]
    assert (back.row.left_on, back.row.tier, len(back.pledges)) == (None, "supporter", 1)


@db
def test_of_what_was_promised_it_says_how_much_came(rosa, one):
    _coalition, standing = one
    promise = {"kind": "turnout", "what": "people at the rally"}
    first = services.pledge(standing=standing, said=promise | {"promised": 20, "due": day(1)}, by=rosa.person)
    services.pledge(standing=standing, said=promise | {"promised": 5, "due": day(-1)}, by=rosa.person)
    services.pledge(standing=standing, said=promise | {"promised": 9, "due": day(9)}, by=rosa.person)
    services.settle(pledge_id=first, delivered=14, by=rosa.person)
    kept = queries.standing(standing_id=standing, by=rosa.person).kept
    assert (kept.delivered, kept.promised, kept.open, kept.late) == (14, 25, 1, 1)
    services.settle(pledge_id=first, delivered=None, by=rosa.person)
    assert queries.standing(standing_id=standing, by=rosa.person).kept.promised == 5


@db
def test_who_speaks_for_it_goes_with_the_person(rosa, one):
    _coalition, standing = one
    ana = contacts.add(said={"name": "Ana"}, by=rosa.person)
    services.delegate(standing=standing, said={"contact": ana, "authority": "promises"}, by=rosa.person)
    contacts.forget(contact_id=ana, by=rosa.person, keyring=rosa.keyring)
    assert not Delegate.objects.exists()


@db
@pytest.mark.parametrize(
    "said", [{"tier": "friend", "new": "A"}, {"tier": "member"}, {"tier": "member", "new": "A", "mou_on": day(3)}]
)
def test_what_cannot_be_is_refused(rosa, said):
    coalition = services.begin(name="Safer streets", wants="", by=rosa.person)
    with pytest.raises(BadInput):
        services.join(coalition=coalition, said=said, by=rosa.person)
    assert not Group.objects.exists()


@db
def test_a_field_lead_keeps_no_coalition(rosa, one):
    flora = worker("flora", Role.FIELD_LEAD).person
    coalition, _standing = one
    for verb in (
        lambda: services.begin(name="Another", wants="", by=flora),
        lambda: queries.coalition(coalition_id=coalition, by=flora),
        lambda: queries.coalitions(by=flora),
    ):
        with pytest.raises(NotAllowed):
            verb()


@db
def test_the_audit_names_no_value(rosa, one):
    assert not any("Lark" in str(vars(line)) for line in AuditLine.objects.all())
    assert AuditLine.objects.filter(verb="coalition.join").count() == 1


PLEDGES = st.lists(
    st.builds(
        Pledge,
        promised=st.integers(1, 99),
        delivered=st.none() | st.integers(0, 200),
        due=st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    )
)


@given(PLEDGES, st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))
def test_nobody_keeps_more_than_they_promised_and_no_promise_is_lost(pledges, today):
    kept = queries.kept(pledges, today)
    assert 0 <= kept.delivered <= kept.promised
    assert kept.promised + sum(p.promised for p in pledges if p.delivered is None and p.due >= today) == sum(
        p.promised for p in pledges
    )
    assert kept.late + kept.open == sum(1 for p in pledges if p.delivered is None)
