"""Words that hurt: whole words only, suggested and never rewritten; quotations, self-names and names are left alone."""

import csv
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.kernel import wording

ROWS = list(
    csv.DictReader((resources.files("waymeet.kernel") / "wording.csv").read_text(encoding="utf-8").splitlines())
)
WORDS = [(row["language"], word) for row in ROWS for word in row["words"].split("|")]


def found(text: str, **how) -> list[str]:
    return [hint.word for hint in wording.hints(text, **how)]


@pytest.mark.parametrize(("language", "word"), WORDS, ids=lambda one: one)
def test_every_word_of_the_list_is_found_and_answered_in_both_languages(language, word):
    [hint] = wording.hints(f"x {word} y")
    assert hint.word == word
    assert hint.instead("en")
    assert hint.instead("es")
    assert found(f"{word.capitalize()}.")[0].lower() == word


def test_there_are_two_languages_and_no_word_twice():
    assert {language for language, _word in WORDS} == {"en", "es"}
    assert len({word for _language, word in WORDS}) == len(WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "Her addiction is treated.",
        "addictive, addicted to sugar",
        "una adicción",
        "alcoholismo",
        "a cleaner, cleaning day",
        "the drunken boat",
        "confelon",
        "Clean clothes and clean socks",
        "he must clean the room",
        "survived domestic abuse",
        "criminal justice reform",
        "bebidas alcohólicas",
    ],
)
def test_parts_of_words_and_other_meanings_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“I was a junkie,” she said",
        'He said "they call us addicts" and left',
        "«soy yonqui»",
        "> written by hand: addict",
        "She calls herself an addict and is proud of it",
        "I'm an alcoholic",
        "he identifies as a recovering addict",
        "Soy adicto y quiero ayuda",
        "Se dice tecato",
    ],
)
def test_quotations_and_what_people_call_themselves_stay(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "the Substance Abuse and Mental Health Services Administration wrote",
        "She goes to Alcoholics Anonymous",
        "the Center for Substance Abuse Treatment",
        "under the Comprehensive Drug Abuse Prevention and Control Act",
        "Alcohólicos Anónimos",
    ],
)
def test_organizations_and_laws_keep_their_names(text):
    assert found(text) == []


def test_what_stands_outside_the_quotation_is_still_read():
    assert found('"my word" said the addict. He is clean.') == ["addict", "clean"]
    assert found("She calls herself an addict. The junkie next door does not.") == ["junkie"]
    assert found("Addict came in. The addict's bag") == ["Addict", "addict"]
    assert found('class="addict"', quotations=False) == ["addict"]


@given(
    st.lists(
        st.sampled_from([word for _language, word in WORDS] + ["“", "”", '"', ".", "Center for", "\n>"]), max_size=12
    )
)
def test_whatever_is_written_every_hint_points_at_its_word(pieces):
    text = " ".join(pieces)
    hints = wording.hints(text)
    assert all(text[hint.start : hint.end] == hint.word for hint in hints)
    assert [hint.start for hint in hints] == sorted({hint.start for hint in hints})


@given(st.text(max_size=300))
def test_any_text_at_all_can_be_read(text):
    wording.hints(text)
