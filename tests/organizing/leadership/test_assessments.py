"""Assessments: added to and never written over, by the service or by the database; the latest counts."""

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.consent import made
from waymeet.kernel.errors import BadInput, NotAllowed
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.leadership import climbing, services
from waymeet.organizing.leadership.models import Assessment
from waymeet.organizing.leadership.queries import scores_of
from waymeet.organizing.leadership.queries.overview import unchecked
from waymeet.organizing.leadership.queries.person import is_checked
from waymeet.organizing.models import AuditLine

pytestmark = pytest.mark.django_db(databases="__all__")


def told(rows) -> list[tuple]:
    return [(row.pk, row.score, row.by, row.day, bytes(row.evidence)) for row in rows]


@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), min_size=1, max_size=6))
def test_what_was_seen_before_stays_and_the_latest_counts(room, given_scores):
    with transaction.atomic(using="organizing"):
        rosa, before = room.person(), []
        for score, by_olga in given_scores:
            by = room.olga if by_olga else room.omar
            services.assess(contact_id=rosa, score=score, evidence="she did it", by=by)
            now = told(Assessment.objects.filter(contact=rosa).order_by("id"))
            assert now[:-1] == before
            assert (now[-1][1], now[-1][2]) == (score, by.id)
            before = now
        assert scores_of([rosa], by=room.olga) == {rosa: given_scores[-1][0]}
        assert [row.score for row in climbing.standing_assessments().filter(contact=rosa)] == [given_scores[-1][0]]
        listed = unchecked().filter(pk=rosa).exists()
        rows = list(Assessment.objects.filter(contact=rosa))
        assert listed is (rows[0].score == 1 and not is_checked(rows))
        transaction.set_rollback(True, using="organizing")


@pytest.mark.parametrize("column", ["score", "day", "by", "epoch", "evidence"])
def test_the_database_itself_refuses_to_change_one(room, column: str):
    rosa = room.person()
    services.assess(contact_id=rosa, score=2, evidence="came three times", by=room.olga)
    row = Assessment.objects.get()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(using="organizing"):
        Assessment.objects.filter(pk=row.pk).update(**{column: getattr(row, column)})


def test_they_go_with_the_person_and_a_joined_row_keeps_them(room):
    rosa, twin = room.person(), room.person("Rosa M.")
    services.assess(contact_id=twin, score=2, evidence="came", by=room.olga)
    Assessment.objects.filter(contact=twin).update(contact=rosa)
    assert climbing.latest_score(rosa) == 2
    contacts.forget(contact_id=rosa, by=room.olga, keyring=made.keyring(room.people, "Olga"))
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(("score", "evidence"), [(0, "came"), (6, "came"), (1, "  ")])
def test_no_number_without_what_they_did(room, score: int, evidence: str):
    rosa = room.person()
    with pytest.raises(BadInput):
        services.assess(contact_id=rosa, score=score, evidence=evidence, by=room.olga)
    assert not Assessment.objects.exists()


def test_only_organizers_assess_and_no_word_or_number_is_in_the_audit(room):
    rosa = room.person()
    for name in ("Flora", "Cam", "Wanda", "Ada"):
        with pytest.raises(NotAllowed):
            services.assess(contact_id=rosa, score=1, evidence="came", by=room.people[name])
    services.assess(contact_id=rosa, score=4, evidence="slammed a door", by=room.olga)
    assert b"door" not in bytes(Assessment.objects.get().evidence)
    [line] = AuditLine.objects.filter(verb="assessment.add")
    assert (line.subject, line.basis) == (str(rosa), "")


def test_a_one_counts_as_checked_when_two_people_saw_it(room):
    rosa = room.person()
    for by, checked in ((room.olga, False), (room.olga, False), (room.omar, True)):
        services.assess(contact_id=rosa, score=1, evidence="brought ten", by=by)
        assert is_checked(list(Assessment.objects.filter(contact=rosa))) is checked
