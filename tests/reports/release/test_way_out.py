"""A release goes from its author past two others to the public, and only so."""

from itertools import product

import pytest

from tests.builders import Worker, worker
from tests.reports.release.conftest import KITS, approved, proposed, published
from waymeet.accounts.models import AuditLine
from waymeet.accounts.roles import Role
from waymeet.kernel import audit
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from waymeet.reports.release import services
from waymeet.reports.release.models import Release
from waymeet.reports.release.rules import TRANSITIONS, Act, State

pytestmark = [pytest.mark.django_db(databases=["default", "care"]), pytest.mark.usefixtures("autumn", "released")]


def test_two_reviewers_then_the_public(dee: Worker, reviewers: tuple[Worker, Worker], released):
    release = published(dee.person, reviewers)
    assert (release.state, release.number) == (State.RELEASED, 1)
    assert (released / str(release.id) / "release.json").exists()
    verbs = AuditLine.objects.filter(verb__startswith="release.").values_list("verb", flat=True)
    assert list(verbs) == ["release.propose", "release.approve", "release.approve", "release.publish"]
    assert audit.first_broken(AuditLine) is None


def test_the_audit_holds_no_number(dee: Worker, reviewers: tuple[Worker, Worker]):
    release = published(dee.person, reviewers)
    lines = AuditLine.objects.filter(verb__startswith="release.")
    assert {(line.subject, line.basis) for line in lines} == {(str(release.id), KITS), (str(release.id), "")}


def test_the_author_does_not_review(dee: Worker):
    both = worker("sam", Role.OUTREACH_WORKER, Role.REVIEWER)
    release = proposed(both.person)
    with pytest.raises(NotAllowed):
        services.approve(release_id=release.id, content_hash=release.content_hash, by=both.person)


def test_nobody_reviews_twice(dee: Worker, reviewers: tuple[Worker, Worker]):
    release = proposed(dee.person)
    with pytest.raises(Conflict):
        approved(release, (reviewers[0], reviewers[0]))
    assert Release.objects.get().state == State.APPROVED_ONCE


def test_one_approval_is_not_enough(dee: Worker, reviewers: tuple[Worker, Worker], released):
    release = approved(proposed(dee.person), reviewers[:1])
    with pytest.raises(Conflict):
        services.publish(release_id=release.id, by=dee.person)
    assert not released.exists()


@pytest.mark.parametrize("role", [Role.CANVASSER, Role.FIELD_LEAD, Role.ADMINISTRATOR, Role.REVIEWER])
def test_who_may_not_propose_or_publish(role: Role, dee: Worker, reviewers: tuple[Worker, Worker]):
    somebody = worker("x.y", role).person
    release = approved(proposed(dee.person), reviewers)
    with pytest.raises(NotAllowed):
        proposed(somebody)
    with pytest.raises(NotAllowed):
        services.publish(release_id=release.id, by=somebody)


@pytest.mark.parametrize("role", [Role.CANVASSER, Role.ORGANIZER, Role.ADMINISTRATOR, Role.OUTREACH_WORKER])
def test_who_may_not_review(role: Role, dee: Worker):
    somebody = worker("x.y", role).person
    release = proposed(dee.person)
    for review in (services.approve, services.send_back):
        extra = {"reason": "because"} if review is services.send_back else {}
        with pytest.raises(NotAllowed):
            review(release_id=release.id, content_hash=release.content_hash, by=somebody, **extra)


def test_sent_back_with_a_reason_and_without_its_counts(dee: Worker, reviewers: tuple[Worker, Worker]):
    release = approved(proposed(dee.person), reviewers[:1])
    with pytest.raises(BadInput):
        services.send_back(release_id=release.id, content_hash=release.content_hash, reason=" ", by=reviewers[1].person)
    services.send_back(
        release_id=release.id, content_hash=release.content_hash, reason="Only October.", by=reviewers[1].person
    )
    release = Release.objects.get()
    assert (release.state, release.counted, release.hidden, release.ranges) == (State.SENT_BACK, {}, [], [])
    assert release.reviews.last().reason == "Only October."


def test_what_was_changed_after_a_review_is_not_published(dee: Worker, reviewers: tuple[Worker, Worker], released):
    release = approved(proposed(dee.person), reviewers)
    release.counted["counts"][1][1] += 100
    release.save()
    with pytest.raises(Conflict):
        services.publish(release_id=release.id, by=dee.person)
    assert not released.exists()


def test_what_was_changed_while_somebody_looked_is_not_approved(dee: Worker, reviewers: tuple[Worker, Worker]):
    release = proposed(dee.person)
    with pytest.raises(Conflict):
        services.approve(release_id=release.id, content_hash="0" * 64, by=reviewers[0].person)
    release.hidden = release.hidden[1:]
    release.save()
    with pytest.raises(Conflict):
        services.approve(release_id=release.id, content_hash=release.content_hash, by=reviewers[0].person)


@pytest.mark.parametrize(("state", "act"), [pair for pair in product(State, Act) if pair not in TRANSITIONS])
def test_what_is_not_in_the_table_of_acts_does_not_happen(
    state: State, act: Act, dee: Worker, reviewers: tuple[Worker, Worker], released
):
    release = proposed(dee.person)
    Release.objects.filter(pk=release.id).update(state=state)
    review = {"release_id": release.id, "content_hash": release.content_hash, "by": reviewers[0].person}
    acts = {
        Act.APPROVE: lambda: services.approve(**review),
        Act.SEND_BACK: lambda: services.send_back(**review, reason="Why."),
        Act.PUBLISH: lambda: services.publish(release_id=release.id, by=dee.person),
        Act.WITHDRAW: lambda: services.withdraw(release_id=release.id, because="unsafe", by=dee.person),
    }
    with pytest.raises(Conflict) as refused:
        acts[act]()
    assert str(refused.value).endswith(".")
    assert Release.objects.get().state == state
    assert not released.exists()


@pytest.mark.parametrize(
    ("first", "last"), [("2026-10", "2026-09"), ("2025-01", "2026-10"), ("2026-09", "2026-11"), ("2026-01", "2026-02")]
)
def test_months_that_cannot_be_counted(first: str, last: str, dee: Worker):
    """The wrong way round, too many, not over yet, nothing in them."""
    with pytest.raises(BadInput):
        proposed(dee.person, first, last)
    assert not Release.objects.exists()


def test_a_table_of_small_numbers_only_is_refused(dee: Worker, hand_out):
    hand_out(2, "2026-06", 3)
    hand_out(3, "2026-06", 1)
    with pytest.raises(BadInput):
        proposed(dee.person, "2026-06", "2026-06")


def test_a_measure_nobody_knows_and_a_release_that_is_not_there(dee: Worker, program):
    with pytest.raises(NotFound):
        services.propose(measure="needles", first_month="2026-09", last_month="2026-10", by=dee.person)
    with pytest.raises(NotFound):
        services.publish(release_id=program.id, by=dee.person)
