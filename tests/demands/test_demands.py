"""From the knock to the closed demand: what is sealed, who may, what an approval is worth."""

import datetime as dt

import pytest
from django.apps import apps

from tests.demands.conftest import PDF
from waymeet.accounts.models import AuditLine
from waymeet.accounts.people import Person
from waymeet.accounts.roles import Role
from waymeet.care.naloxone.models import KitHandout
from waymeet.demands import holding, queries, rules, services
from waymeet.demands.models import Demand, DemandPaper
from waymeet.kernel import audit, clock, holds
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotAllowed
from waymeet.kernel.ids import random_id

pytestmark = pytest.mark.django_db(databases="__all__")


def ready(demand: Demand, by: Person) -> str:
    """Everything but the two people; answers the hash they approve."""
    services.attach(demand_id=demand.pk, paper="court_order", content=PDF, by=by)
    services.attach(demand_id=demand.pk, paper="subpoena", content=PDF, by=by)
    services.decide(
        demand_id=demand.pk, counsel="L. Brief", decision="narrow", order_fits=True, scope="The intake day only", by=by
    )
    return queries.content_hash(Demand.objects.get(pk=demand.pk))


def test_what_it_says_is_sealed_to_both_who_handle_demands(logged, handlers):
    demand = logged()
    assert b"Marisol" not in bytes(demand.sealed)
    for handler in handlers:
        told = services.open_demand(demand_id=demand.pk, by=handler.person, keyring=handler.keyring)
        assert told.wording == "All records of Marisol Example"


def test_a_sealed_wording_moved_to_another_demand_does_not_open(logged, handlers):
    one, other = logged(), logged(wording="something else")
    Demand.objects.filter(pk=one.pk).update(sealed=other.sealed)
    with pytest.raises(CannotOpen):
        services.open_demand(demand_id=one.pk, by=handlers[0].person, keyring=handlers[0].keyring)


def test_a_paper_comes_back_byte_for_byte_and_lies_sealed_in_one_of_five_sizes(logged, handlers):
    demand, (ada, dora) = logged(), handlers
    paper = services.attach(demand_id=demand.pk, paper="demand", content=PDF + bytes(70_000), by=ada.person)
    services.attach(demand_id=demand.pk, paper="demand", content=PDF, by=ada.person)
    assert {len(bytes(row.sealed)) - 48 for row in DemandPaper.objects.all()} == {64 * 1024, 256 * 1024}
    opened = services.open_paper(demand_id=demand.pk, paper_id=paper.pk, by=dora.person, keyring=dora.keyring)
    assert opened == PDF + bytes(70_000)


@pytest.mark.parametrize("content", [b"<html>", b"", b"%PDF-" + bytes(rules.MOST_BYTES)])
def test_other_files_and_too_large_ones_are_refused(logged, handlers, content: bytes):
    with pytest.raises(BadInput):
        services.attach(demand_id=logged().pk, paper="demand", content=content, by=handlers[0].person)


def test_law_R10_a_subpoena_alone_or_an_order_alone_never_gets_as_far_as_the_people(logged, handlers):
    for paper in ("subpoena", "court_order"):
        demand, (ada, _dora) = logged(), handlers
        services.attach(demand_id=demand.pk, paper=paper, content=PDF, by=ada.person)
        services.decide(
            demand_id=demand.pk, counsel="L. Brief", decision="comply", order_fits=True, scope="all", by=ada.person
        )
        seen = queries.content_hash(Demand.objects.get(pk=demand.pk))
        with pytest.raises(Conflict):
            services.approve(demand_id=demand.pk, content_hash=seen, by=ada.person)


def test_law_R10_one_person_cannot_do_it_alone_and_two_can(logged, handlers):
    demand, (ada, dora) = logged(), handlers
    seen = ready(demand, ada.person)
    services.approve(demand_id=demand.pk, content_hash=seen, by=ada.person)
    with pytest.raises(Conflict):
        services.approve(demand_id=demand.pk, content_hash=seen, by=ada.person)
    with pytest.raises(Conflict):
        services.instruction(demand_id=demand.pk, by=ada.person, keyring=ada.keyring)
    services.approve(demand_id=demand.pk, content_hash=seen, by=dora.person)
    told = services.instruction(demand_id=demand.pk, by=dora.person, keyring=dora.keyring)
    assert (told.counsel, told.scope) == ("L. Brief", "The intake day only")


def test_an_approval_counts_only_for_what_was_seen(logged, handlers):
    demand, (ada, dora) = logged(), handlers
    seen = ready(demand, ada.person)
    services.approve(demand_id=demand.pk, content_hash=seen, by=ada.person)
    services.attach(demand_id=demand.pk, paper="advice", content=PDF, by=ada.person)
    with pytest.raises(Conflict):
        services.approve(demand_id=demand.pk, content_hash=seen, by=dora.person)
    now = queries.content_hash(Demand.objects.get(pk=demand.pk))
    services.approve(demand_id=demand.pk, content_hash=now, by=dora.person)
    assert rules.Lack.PEOPLE in rules.lacking(queries.standing_of(Demand.objects.get(pk=demand.pk)))


def test_counsels_new_word_takes_approvals_away(logged, handlers):
    demand, (ada, dora) = logged(), handlers
    seen = ready(demand, ada.person)
    for handler in handlers:
        services.approve(demand_id=demand.pk, content_hash=seen, by=handler.person)
    services.decide(
        demand_id=demand.pk, counsel="L. Brief", decision="resist", order_fits=True, scope="", by=dora.person
    )
    with pytest.raises(Conflict):
        services.instruction(demand_id=demand.pk, by=ada.person, keyring=ada.keyring)


def test_a_closed_demand_takes_nothing_more_and_was_not_handed_over_while_something_lacked(logged, handlers):
    demand, (ada, _dora) = logged(), handlers
    with pytest.raises(Conflict):
        services.close(demand_id=demand.pk, outcome="handed_over", by=ada.person, keyring=ada.keyring)
    services.close(demand_id=demand.pk, outcome="quashed", by=ada.person, keyring=ada.keyring)
    with pytest.raises(Conflict):
        services.attach(demand_id=demand.pk, paper="demand", content=PDF, by=ada.person)


def test_nobody_else_may_do_any_of_it(logged, handlers):
    demand, (ada, _dora) = logged(), handlers
    other = Person(random_id(), "olga", "Olga", frozenset(Role) - {Role.ADMINISTRATOR, Role.DIRECTOR}, "en")
    for act in (
        lambda: services.open_demand(demand_id=demand.pk, by=other, keyring=ada.keyring),
        lambda: services.attach(demand_id=demand.pk, paper="demand", content=PDF, by=other),
        lambda: services.approve(demand_id=demand.pk, content_hash="", by=other),
        lambda: services.instruction(demand_id=demand.pk, by=other, keyring=ada.keyring),
        lambda: services.close(demand_id=demand.pk, outcome="nothing", by=other, keyring=ada.keyring),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_audit_names_acts_and_ids_and_no_value(logged, handlers):
    demand, (ada, _dora) = logged(), handlers
    services.attach(demand_id=demand.pk, paper="demand", content=PDF, by=ada.person)
    services.open_demand(demand_id=demand.pk, by=ada.person, keyring=ada.keyring)
    lines = list(AuditLine.objects.filter(subject=str(demand.pk)).order_by("number"))
    assert [line.verb for line in lines] == ["demand.log", "demand.attach", "demand.read"]
    assert audit.first_broken(AuditLine) is None


def test_the_first_page_presses_when_an_answer_is_due_in_three_days(logged, handlers):
    logged(answer_by=clock.today() + dt.timedelta(days=10))
    assert queries.demands_waiting() == queries.Waiting(1, pressing=False)
    logged(answer_by=clock.today() + dt.timedelta(days=3))
    assert queries.demands_waiting() == queries.Waiting(2, pressing=True)


def test_a_hold_covers_one_row_or_a_class_and_ends_with_the_demand(logged, handlers):
    demand, (ada, dora) = logged(), handlers
    other = logged()
    for about in (demand, other):
        holding.place(demand_id=about.pk, kind="demands.Demand", subject=str(other.pk), by=ada.person)
    holding.place(demand_id=demand.pk, kind="care_naloxone.KitHandout", subject="", by=dora.person)
    assert holds.is_held(Demand, other.pk)
    assert not holds.is_held(Demand, demand.pk)
    assert holds.held(KitHandout).everything
    told = services.open_demand(demand_id=demand.pk, by=ada.person, keyring=ada.keyring)
    assert [one.subject for one in told.held] == ["", str(other.pk)]
    services.close(demand_id=demand.pk, outcome="nothing", by=ada.person, keyring=ada.keyring)
    assert holds.is_held(Demand, other.pk)
    services.close(demand_id=other.pk, outcome="nothing", by=dora.person, keyring=dora.keyring)
    assert not holds.held(Demand)
    assert not holds.held(KitHandout)


def test_beside_a_demand_nothing_readable_says_what_it_holds(logged, handlers):
    demand, (ada, _dora) = logged(), handlers
    holding.place(demand_id=demand.pk, kind="demands.Demand", subject=str(demand.pk), by=ada.person)
    row = demand.holds.get()
    assert b"demands" not in bytes(row.sealed)
    hold = apps.get_model("keeping.Hold").objects.get()
    assert str(hold.pk).encode() not in bytes(row.sealed)


@pytest.mark.parametrize(
    ("kind", "subject"), [("care.AuditLine", ""), ("nobody.Table", ""), ("demands.Demand", "a slip")]
)
def test_what_is_not_there_cannot_be_held(logged, handlers, kind: str, subject: str):
    with pytest.raises(BadInput):
        holding.place(demand_id=logged().pk, kind=kind, subject=subject, by=handlers[0].person)
