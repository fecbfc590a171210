"""What a text costs, what is put into a message, in which language, and at what hour."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.organizing.messages import rules
from waymeet.organizing.messages.rules import GSM, Hours, filled, language_of, segments, word_of


@pytest.mark.parametrize(
    ("text", "count", "wide"),
    [
        ("", 0, False),
        ("a" * 160, 1, False),
        ("a" * 161, 2, False),
        ("a" * 306, 2, False),
        ("a" * 307, 3, False),
        ("€" * 80, 1, False),
        ("€" * 81, 2, False),
        ("a" * 152 + "€" + "a" * 153, 3, False),  # the euro takes two places and is not cut in two
        ("ñéÑü¿¡", 1, False),
        ("á" * 70, 1, True),
        ("á" * 71, 2, True),
        ("á" * 134, 2, True),
        ("á" * 135, 3, True),
        ("😀" * 35, 1, True),
        ("😀" * 36, 2, True),
        ("😀" * 66, 2, True),  # 33 of two in each piece of 67
        ("😀" * 67, 3, True),
    ],
)
def test_a_text_is_counted_as_the_network_counts_it(text: str, count: int, wide: bool):
    found = segments(text)
    assert (found.count, found.wide) == (count, wide)


@given(st.text(max_size=700), st.text(max_size=50))
def test_more_words_never_cost_less(text: str, more: str):
    assert segments(text + more).count >= segments(text).count


@given(st.text(alphabet=sorted(GSM), min_size=1, max_size=700))
def test_the_plain_alphabet_costs_one_place_a_sign(text: str):
    found = segments(text)
    assert found.signs == len(text)
    assert found.count == (1 if len(text) <= 160 else -(-len(text) // 153))


@pytest.mark.parametrize(
    ("text", "said", "shown"),
    [
        ("Hi {name}, come", {"name": "Rosa"}, "Hi Rosa, come"),
        ("Hola {nombre}, ven", {"name": "Rosa"}, "Hola Rosa, ven"),
        ("Hi {name}, come", {}, "Hi, come"),
        ("{evento} el {día}", {"event": "Reunión", "day": "lunes"}, "Reunión el lunes"),
        ("{{name}}", {"name": "Rosa"}, "{Rosa}"),
        ("a {name} b", {"name": "{event}"}, "a {event} b"),
    ],
)
def test_what_stands_in_braces_is_put_in_once(text, said, shown):
    assert filled(text, said) == shown


def test_what_cannot_be_put_in_is_named():
    assert rules.unknown_places("Hi {name}, your {address} and {0}") == ["address", "0"]
    assert rules.asks_of_event("on {day}")
    assert not rules.asks_of_event("Hi {name}")


@pytest.mark.parametrize(
    ("spoken", "written", "gets"),
    [
        ("es en", {"en": True, "es": True}, "es"),
        ("en es", {"en": True, "es": True}, "en"),
        ("ksw es", {"en": True, "es": True}, "es"),
        ("es", {"en": True, "es": False}, "en"),
        ("en", {"en": False, "es": True}, "es"),
        ("", {"en": True, "es": True}, "en"),
    ],
)
def test_everybody_gets_the_first_of_their_languages_that_is_written(spoken, written, gets):
    assert language_of(spoken, written) == gets


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("STOP", "stop"),
        (" stop. ", "stop"),
        ("Alto", "stop"),
        ("BAJA!", "stop"),
        ("UNSUBSCRIBE", "stop"),
        ("AYUDA", "help"),
        ("help", "help"),
        ("START", "start"),
        ("please don't stop", ""),
        ("I can't come on Friday", ""),
        ("", ""),
    ],
)
def test_a_text_that_is_only_a_word_is_a_word(text, word):
    assert word_of(text) == word


def test_people_are_written_to_from_the_first_hour_until_before_the_last():
    hours = rules.hours_of("9-20")
    quiet = [hour for hour in range(24) if hours.quiet(dt.datetime(2026, 11, 23, hour, tzinfo=dt.UTC))]
    assert quiet == [*range(9), *range(20, 24)]
    assert Hours(0, 24).quiet(dt.datetime(2026, 11, 23, 23, tzinfo=dt.UTC)) is False


@pytest.mark.parametrize("given", ["", "9", "20-9", "9-25", "nine-ten", "-1-5"])
def test_hours_that_are_no_span_of_a_day_are_refused(given):
    with pytest.raises(ValueError, match=r".*"):
        rules.hours_of(given)
