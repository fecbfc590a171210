"""Whoever may not know of guarded groups learns nothing from lists: two worlds that differ in them answer alike."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.organizing.lists.test_rules import asked, built
from waymeet.kernel.errors import Plain
from waymeet.organizing.contacts import guarded, people, queries_people
from waymeet.organizing.lists import queries, services, taking_out
from waymeet.organizing.lists.rules import Asked, Condition

pytestmark = pytest.mark.django_db(databases="__all__")


def told(does: Any) -> Any:
    """What comes back, or what is refused, in words."""
    try:
        return does()
    except Plain as trouble:
        return type(trouble).__name__, str(trouble)


def learned(team: Any, one: Asked, list_id: Any) -> list[Any]:
    """All that a field lead can get out of lists."""
    by: dict[str, Any] = {"by": team.flo.person, "keyring": team.flo.keyring}
    return [
        told(lambda: queries.counted(one, **by)),
        told(lambda: [each.pk for each in queries.asked_for(one, **by)]),
        told(lambda: [each.name for each in queries.saved(**by)]),
        told(lambda: queries.one(list_id=list_id, **by)),
        told(lambda: list(queries.people_in(list_id=list_id, **by))),
        told(lambda: services.freeze(list_id=list_id, name="x", **by)),
        told(lambda: taking_out.take(list_id=list_id, what="people", codes=taking_out.Codes(), **by)),
        told(lambda: services.make(name="x", asked=one, share="field_leads", by=team.flo.person) and "made"),
        told(lambda: queries_people.found(words="an", page=1, by=team.flo.person)),
        sorted(queries.kinds(by=team.flo.person)),
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(inside=st.lists(st.booleans(), min_size=3, max_size=3), said=asked)
def test_a_field_lead_learns_the_same_in_both_worlds(team, inside, said):
    one, by = built(said), {"by": team.rosa.person}
    with transaction.atomic(using="organizing"):
        ids = [people.add(said={"name": name, "languages": "es"}, **by) for name in ("Ana", "Anton", "Bo")]
        group = guarded.make(kind="incarcerated", name="", **by)
        classed = services.make(
            name="Came home", asked=Asked(all=(Condition("guarded", (("group", group),)),)), share="organizers", **by
        )
        point = transaction.savepoint(using="organizing")
        first = learned(team, one, ids[0])  # an id of no list
        transaction.savepoint_rollback(point, using="organizing")
        for who, there in zip(ids, inside, strict=True):
            if there:
                guarded.join(guarded_id=group, contact=who, role="", keyring=team.rosa.keyring, **by)
        second = learned(team, one, classed)
        transaction.set_rollback(True, using="organizing")
    assert first == second
