"""The elements of 42 CFR 2.31: each is looked for, and one that does not fit what was offered counts as missing."""

import datetime as dt
from dataclasses import replace

import pytest

from waymeet.consent.rules import Scope
from waymeet.consent.signed import ALWAYS, Signed, from_json, missing_elements, to_json

TODAY = dt.date(2026, 11, 26)
UNTIL = TODAY + dt.timedelta(days=30)
WHOLE = Signed(
    patient_name="Quillan",
    who_may_disclose="the outreach team",
    recipient_name="the case managers",
    what="the name I go by",
    purpose="to help me get what I ask for",
    may_revoke="I can take this back at any time.",
    expires=UNTIL,
    signed_how="on_paper",
    signed_on=TODAY,
    signed_by="Quillan",
    read_aloud=False,
    language="en",
    text_hash="abc",
    members=("Shelter on the hill", "Clinic by the river"),
    redisclosure="Whoever is told may not pass it on.",
    if_refused="Nothing depends on it.",
)
CARE = Scope("care", frozenset({"name"}), "getting_help", UNTIL)
NETWORK = Scope("intermediary", frozenset({"name"}), "treatment", UNTIL)


def missing(signed: Signed, scope: Scope = CARE) -> frozenset[str]:
    return missing_elements(signed, scope, text_hash="abc", today=TODAY)


def test_a_whole_one_lacks_nothing():
    assert missing(WHOLE) == missing(WHOLE, NETWORK) == frozenset()
    assert missing(replace(WHOLE, signed_how="on_screen", read_aloud=True)) == frozenset()


def test_the_elements_looked_for():
    assert ALWAYS == (
        "patient_name", "who_may_disclose", "recipient_name", "what", "purpose", "may_revoke", "signed_by",
        "language", "text_hash",
    )  # fmt: skip


@pytest.mark.parametrize("name", ALWAYS)
@pytest.mark.parametrize("empty", ["", "  "])
def test_an_element_that_is_empty_is_missing(name: str, empty: str):
    assert missing(replace(WHOLE, **{name: empty})) == {name}


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({"signed_how": "by a nod"}, "signed_how"),
        ({"signed_how": ""}, "signed_how"),
        ({"expires": UNTIL + dt.timedelta(days=1)}, "expires"),
        ({"expires": UNTIL - dt.timedelta(days=1)}, "expires"),
        ({"signed_on": TODAY + dt.timedelta(days=1)}, "signed_on"),
        ({"text_hash": "other"}, "text_hash"),
    ],
)
def test_an_element_that_does_not_fit_is_missing(change: dict, lacks: str):
    assert missing(replace(WHOLE, **change)) == {lacks}


@pytest.mark.parametrize("case", ["", "  "])
def test_a_consent_for_a_court_names_the_case(case: str):
    court = Scope("outside", frozenset({"legal_proceedings"}), "legal_proceedings", UNTIL)
    assert missing(replace(WHOLE, proceeding=case), court) == {"proceeding"}
    assert missing(replace(WHOLE, proceeding="Albany City Court, 26-1234"), court) == frozenset()


def test_yesterdays_signature_is_good():
    assert missing(replace(WHOLE, signed_on=TODAY - dt.timedelta(days=1))) == frozenset()


@pytest.mark.parametrize("members", [(), ("",), (" ", "")])
def test_an_intermediary_names_its_members_or_is_limited_to_treating_providers(members: tuple[str, ...]):
    bare = replace(WHOLE, members=members)
    assert missing(bare, NETWORK) == {"members"}
    assert missing(bare, CARE) == frozenset()
    assert missing(replace(bare, treating_provider=True), NETWORK) == frozenset()


@pytest.mark.parametrize("name", ["redisclosure", "if_refused"])
def test_a_consent_for_treatment_says_what_a_refusal_means_and_that_it_may_be_passed_on(name: str):
    bare = replace(WHOLE, **{name: " "})
    assert missing(bare, NETWORK) == {name}
    assert missing(bare, CARE) == frozenset()


def test_a_document_comes_back_as_it_was():
    assert from_json(to_json(WHOLE)) == WHOLE
    assert from_json({**to_json(WHOLE), "came later": 1}) == WHOLE
