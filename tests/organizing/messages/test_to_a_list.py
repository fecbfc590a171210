"""A message to a list: whoever is on it at that moment; and of a sealed list nobody learns that it is there."""

from typing import Any
from uuid import uuid4

import pytest

from tests.builders import worker
from tests.organizing.messages.conftest import SITE
from waymeet.accounts.roles import Role
from waymeet.kernel.errors import Conflict, NotFound
from waymeet.organizing.contacts import guarded
from waymeet.organizing.lists import services as lists
from waymeet.organizing.lists.rules import Asked, Condition
from waymeet.organizing.messages import audience, queries, recipients, services
from waymeet.organizing.messages.models import Message

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("noon")]
SPANISH = Asked(all=(Condition("language", (("language", "es"),)),))


def offered(by: Any) -> set[str]:
    return {code for _words, below in recipients.choices(by=by) for code, _name in below}


def who(message: Any, by: Any) -> list[str]:
    return [one.called for one in audience.plan(message=Message.objects.get(pk=message), by=by).everybody]


@pytest.fixture
def spanish(group) -> Any:
    group.add("Rosa", phones="518-555-0101", languages="es")
    group.add("Ana", phones="518-555-0102", languages="es en")
    group.add("Bo", phones="518-555-0103", languages="en")
    return lists.make(name="Speak Spanish", asked=SPANISH, share="me", by=group.rosa.person)


def test_it_goes_to_whoever_is_on_the_list_when_it_goes(group, spanish):
    by = group.rosa.person
    assert f"list:{spanish}" in offered(by)
    message = group.write(source="list", of=spanish)
    assert who(message, by) == ["Rosa", "Ana"]
    group.add("Cruz", phones="518-555-0104", languages="es")
    assert who(message, by) == ["Rosa", "Ana", "Cruz"]
    frozen = lists.freeze(list_id=spanish, name="As it was", by=by, keyring=None)
    group.add("Dora", phones="518-555-0105", languages="es")
    assert who(group.write(source="list", of=frozen), by) == ["Rosa", "Ana", "Cruz"]


def test_a_sealed_list_is_refused_just_as_one_that_is_not_there(group):
    rosa = group.rosa
    kept = guarded.make(kind="courts", name="", by=rosa.person)
    guarded.join(
        guarded_id=kept, contact=group.add("Ana", phones="518-555-0102"), role="", keyring=rosa.keyring, by=rosa.person
    )
    asked = Asked(all=(Condition("guarded", (("group", kept),)),))
    classed = lists.make(name="Courts", asked=asked, share="organizers", by=rosa.person)
    assert f"list:{classed}" not in offered(rosa.person)
    refused = []
    for of in (classed, uuid4()):
        with pytest.raises(NotFound) as trouble:
            group.write(source="list", of=of)
        refused.append((type(trouble.value), str(trouble.value)))
    assert refused[0] == refused[1]


def test_a_list_that_is_sealed_later_is_as_one_that_was_taken_away(group, spanish):
    rosa = group.rosa
    other = lists.make(name="Another", asked=SPANISH, share="me", by=rosa.person)
    drafts = [group.write(source="list", of=one) for one in (spanish, other)]
    kept = guarded.make(kind="courts", name="", by=rosa.person)
    asked = Asked(all=SPANISH.all, none=(Condition("guarded", (("group", kept),)),))
    lists.change(list_id=spanish, name="x", asked=asked, share="me", by=rosa.person, keyring=rosa.keyring)
    lists.take_away(list_id=other, by=rosa.person, keyring=rosa.keyring)
    for draft in drafts:
        row = Message.objects.get(pk=draft)
        assert (who(draft, rosa.person), queries.to_words(row, by=rosa.person)) == ([], "")


def test_somebodys_own_list_is_theirs_alone(group, spanish, gateway):
    luz = worker("luz2", Role.ORGANIZER).person
    message = group.write(source="list", of=spanish)
    row = Message.objects.get(pk=message)
    assert queries.to_words(row, by=group.rosa.person) == "Speak Spanish"
    assert queries.to_words(row, by=luz) == ""
    assert f"list:{spanish}" not in offered(luz)
    assert who(message, luz) == []
    with pytest.raises(Conflict, match="changed since you looked"):
        services.begin(message_id=message, sure=2, site=SITE, by=luz)
