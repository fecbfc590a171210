"""What the page of an event leads to: a reminder to whoever said yes."""

import pytest

from tests.desk.test_events_pages import planned, text

pytestmark = pytest.mark.django_db(databases="__all__")


def test_who_said_yes_is_reminded_from_the_page_of_an_event_with_names(people):
    olga = people.at_desk("Olga")
    where, counted = planned(olga, 3), planned(olga, 3, title="Circle", sign_in="count")
    begin = f"/organizing/messages/write?to=yes%3A{where.rpartition('/')[2]}"
    assert f'href="{begin}"' in text(olga.get(where))
    assert "Remind who said yes" in text(olga.get(where))
    assert "selected" in text(olga.get(begin))
    assert "messages/write" not in text(olga.get(counted))
    assert "messages/write" not in text(people.at_desk("Flora").get(where))
    olga.post(f"{where}/call-off", {"scope": "one"})
    assert "messages/write" not in text(olga.get(where))
