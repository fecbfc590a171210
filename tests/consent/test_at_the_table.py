"""Releases for a table of several agencies: whole or nothing, told later or never, and only from the case team."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.consent import made
from waymeet.consent import gate, wording
from waymeet.consent.models import Disclosure, Event
from waymeet.consent.signed import ALWAYS
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict

pytestmark = pytest.mark.django_db(databases="__all__")
CLASSES = frozenset({"name", "legal", "health"})


def scope(days: int = 30) -> gate.Scope:
    return gate.Scope("outside", CLASSES, "around_the_table", clock.today() + dt.timedelta(days=days))


def offered(language: str = "en") -> gate.Offer:
    return gate.offer(giving="diversion", scope=scope(), language=language, read_aloud=True)


def signed(offer: gate.Offer, **more: str) -> gate.Signed:
    return made.signed(scope(), offer, recipient_name="Albany Police Department", **more)


def granted() -> str:
    offer = offered()
    gate.grant(secret=offer.secret, signed=signed(offer), fields={})
    return offer.secret


@pytest.mark.parametrize("element", [*ALWAYS, "signed_how"])
def test_law_R01_a_release_that_lacks_an_element_is_none(element: str):
    """Nothing is told at a yes here, and a yes that lacks an element is no yes later either."""
    offer = offered()
    with pytest.raises(BadInput):
        gate.grant(secret=offer.secret, signed=replace(signed(offer), **{element: ""}), fields={})
    with pytest.raises(Conflict):
        gate.disclose(secret=offer.secret, fields={"legal": "x"})
    assert gate.holding("outside", [offer.secret]) == [None]
    assert not Disclosure.objects.exists()


def test_law_R09_a_yes_tells_nothing_and_every_telling_is_listed():
    secret = granted()
    assert gate.standing(secret).disclosures == ()
    gate.disclose(secret=secret, fields={"legal": "a court day", "health": "a clinic"})
    [line] = gate.standing(secret).disclosures
    assert (set(line.classes), line.recipient, line.purpose) == ({"legal", "health"}, "outside", "around_the_table")
    assert gate.standing(secret).named == "Albany Police Department"


def test_for_every_other_purpose_a_yes_still_tells_something(people):
    people["Wanda"]
    offer = made.offered(made.scope("care"))
    with pytest.raises(BadInput):
        gate.grant(secret=offer.secret, signed=made.signed(made.scope("care"), offer), fields={})


@pytest.mark.parametrize("giving", ["care", "organizing"])
def test_law_R28_only_the_case_team_speaks_at_the_table(giving: str):
    """Police and prosecutors never meet outreach, nor organizers, through this gate."""
    with pytest.raises(BadInput):
        gate.offer(giving=giving, scope=scope(), language="en", read_aloud=False)
    assert not Event.objects.exists()


@pytest.mark.parametrize("language", ["en", "es"])
def test_law_R01_the_text_says_every_element_that_is_words(language: str):
    text = offered(language).text
    asked = [wording.WHAT[language][name] for name in CLASSES]
    told = (wording.WHY[language]["around_the_table"], wording.MAY_REVOKE[language], wording.IF_REFUSED[language])
    for words in (*asked, *told, wording.day_in_words(scope().until, language)):
        assert words in text
    assert wording.WHAT[language]["substance_use"] not in text


@pytest.mark.parametrize(("days", "live"), [(30, True), (31, False)])
def test_law_R04_what_holds_now_is_asked_of_the_day(on, days: int, live: bool):
    secret = granted()
    on(clock.today() + dt.timedelta(days=days))
    [found] = gate.holding("outside", [secret])
    assert (found is not None) is live


def test_what_holds_is_answered_in_order_and_follows_every_change():
    first, second = granted(), granted()
    gate.narrow(secret=second, classes={"legal"})
    assert [one.classes for one in gate.holding("outside", [second, first])] == [{"legal"}, CLASSES]
    gate.withdraw(secret=first)
    assert gate.holding("outside", [first, second])[0] is None
    assert gate.holding("outside", []) == []


def test_law_R05_what_was_seen_as_over_stays_over_whatever_a_clock_says(on):
    """The envelope of a release that told nothing yet is there, so its end is written down as of every other."""
    secret, today = granted(), clock.today()
    on(today + dt.timedelta(days=40))
    assert gate.holding("outside", [secret]) == [None]
    on(today)
    assert gate.holding("outside", [secret]) == [None]
    assert str(gate.standing(secret).state) == "expired"
