"""However many people there are: an index is used, and the number of questions stays the same."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from waymeet.kernel import clock
from waymeet.organizing.contacts import filing, people, queries_people
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.lists import looking_up, queries
from waymeet.organizing.lists.conditions.kind import Looking
from waymeet.organizing.lists.rules import Asked, Condition

pytestmark = pytest.mark.django_db(databases="__all__")
sqlite_plans = pytest.mark.skipif(
    connections["organizing"].vendor != "sqlite",
    reason="these read SQLite's plans; PostgreSQL chooses by how full tables are, and these are nearly empty",
)
SPANISH = Condition("language", (("language", "es"),))
UNSEEN = Condition("not_seen", (("days", 30),))
NO_CALLS = Condition("refused", (("channel", "call"),))
LISTS = [Asked(all=(SPANISH, UNSEEN)), Asked(any=(SPANISH, UNSEEN)), Asked(all=(SPANISH,), none=(NO_CALLS,))]


def plan(rows) -> str:
    return rows.explain()


@sqlite_plans
@pytest.mark.parametrize("asked", LISTS)
def test_a_list_is_looked_up_by_an_index(asked):
    said = plan(looking_up.people(asked, Looking(clock.today())).order_by())
    assert "USING COVERING INDEX sqlite_autoindex_organizing_contacts_filed_1 (under=? AND word=?" in said
    assert "SCAN organizing_contacts_contact" not in said


@sqlite_plans
def test_the_next_page_is_found_without_counting_through_the_ones_before(team):
    one = people.add(said={"name": "Ana"}, by=team.rosa.person)
    with CaptureQueriesContext(
        connections["organizing"],
    ) as asked:
        queries.page_of(Contact.objects.all(), after=one)
    [sql] = [each["sql"] for each in asked if "LIMIT 51" in each["sql"]]
    with connections["organizing"].cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        said = " ".join(row[3] for row in cursor.fetchall())
    assert "USING INDEX contacts_by_name (folded>?)" in said
    assert "USE TEMP B-TREE" not in said


@sqlite_plans
@pytest.mark.parametrize("words", ["mun", "0123", "ro mu"])
def test_people_are_found_by_an_index_of_words(words):
    said = plan(queries_people._matching(words).order_by())
    assert "COVERING INDEX sqlite_autoindex_organizing_contacts_filed_1 (under=? AND word>? AND word<?)" in said
    assert "SCAN organizing_contacts_contact" not in said


def test_ten_times_the_people_are_as_many_questions(team):
    asked = Asked(all=(SPANISH, UNSEEN), none=(NO_CALLS,))
    counts = []
    for many in (5, 45):
        rows = [Contact(name=f"P{n}", languages="es", folded=f"p{n}", seen_on="2020-01-01") for n in range(many)]
        Contact.objects.bulk_create(rows)
        filing.file(rows)
        with CaptureQueriesContext(connections["organizing"]) as seen:
            queries.counted(asked, by=team.rosa.person, keyring=None)
            queries.page_of(queries.asked_for(asked, by=team.rosa.person, keyring=None), after=None)
        counts.append(len(seen))
    assert counts[0] == counts[1] == 6
