"""Looking through the contacts: what is kept of it, what is remembered, and what nobody learns."""

from typing import Any

import pytest

from tests import builders
from waymeet.accounts.roles import Role
from waymeet.kernel.errors import NotAllowed
from waymeet.kernel.long_work import Stopped
from waymeet.organizing.contacts import guarded, people
from waymeet.organizing.duplicates import reasons, services
from waymeet.organizing.duplicates.models import Candidate

pytestmark = pytest.mark.django_db(databases="__all__")


def quiet(_done: int, _total: int, _step: str) -> None:
    """Nobody looks."""


@pytest.fixture
def rosa() -> builders.Worker:
    return builders.two_organizers()[1]


@pytest.fixture
def by(rosa) -> dict[str, Any]:
    return {"by": rosa.person}


def add(by: dict[str, Any], name: str, **said: str) -> Any:
    return people.add(said={"name": name, **said}, **by)


def bills(by: dict[str, Any]) -> tuple[Any, Any]:
    one = add(by, "William Paz", phones="(518) 555-0122", address="12 Lark Street")
    return one, add(by, "Bill Paz", phones="+1 518 555 0122", address="40 Lark St")


def look(by: dict[str, Any], *, new_only: bool = False) -> int:
    return services.look(new_only=new_only, told=quiet, **by)


def test_a_pair_is_kept_with_its_reasons_in_plain_words_and_no_value(by):
    bills(by)
    assert look(by) == 1
    row = Candidate.objects.get()
    assert set(row.why.split()) <= set(reasons.WORDS)
    assert reasons.in_words(row.why, row.one, row.other) == ["Bill is short for William", "same phone", "same street"]


def test_every_code_has_words():
    from waymeet.organizing.duplicates import evidence

    found = {code for _null, found, _rest in evidence.KINDS.values() for code, _sql, _bits in found}
    assert found | {"third"} == set(reasons.WORDS)


def test_two_people_are_not_asked_about_again(by):
    bills(by)
    look(by)
    services.two_people(candidate=Candidate.objects.get().pk, **by)
    assert look(by) == 0
    assert Candidate.objects.get().state == "two"


def test_after_an_import_only_the_new_are_compared_and_what_waits_still_waits(by):
    bills(by)
    look(by)
    add(by, "Rosa Quimby", emails="rosa@example.org")
    assert look(by, new_only=True) == 1
    add(by, "Rosa Quimby", emails="rosa@example.org")
    assert look(by, new_only=True) == 2


def test_stopped_it_has_changed_nothing(by):
    bills(by)

    def stops(_done: int, _total: int, step: str) -> None:
        if step == "scoring":
            raise Stopped

    with pytest.raises(Stopped):
        services.look(new_only=False, told=stops, **by)
    assert not Candidate.objects.exists()


def test_a_guarded_group_is_no_evidence(by, rosa):
    pair = bills(by)
    look(by)
    before = Candidate.objects.values_list("score", "why").get()
    group = guarded.make(kind="courts", name="", **by)
    for one in (*pair, add(by, "Ana Quimby")):
        guarded.join(guarded_id=group, contact=one, role="", keyring=rosa.keyring, **by)
    look(by)
    assert Candidate.objects.values_list("score", "why").get() == before


def test_who_goes_takes_their_pairs_along(by):
    from waymeet.organizing.contacts.models import Contact

    one, _other = bills(by)
    look(by)
    Contact.objects.get(pk=one).delete()
    assert not Candidate.objects.exists()


def test_a_field_lead_may_not_look(by):
    flora = builders.worker("flora", Role.FIELD_LEAD)
    with pytest.raises(NotAllowed):
        services.look(new_only=False, told=quiet, by=flora.person)
