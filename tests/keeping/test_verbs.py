"""Every verb that is written into a record of who did what has words for whoever reads it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import waymeet
from waymeet.casefiles.hand_offs import BACK, NO, YES
from waymeet.consent.rules import Kind
from waymeet.diversion.handoff.rules import State
from waymeet.keeping.verbs import VERBS, said
from waymeet.organizing.canvass.models import PutAside
from waymeet.organizing.contacts.models import Introduction
from waymeet.reports.release.rules import Act

CODE = Path(waymeet.__file__).parent
# What is written as f"{thing}.{...}", with all that can stand there.
PUT_TOGETHER = {
    "call": [state.value for state in State if state != State.SENT],
    "consent": [kind.value for kind in Kind],
    "hand_off": [YES, NO, BACK],
    "introduction": list(Introduction.State.values),
    "put_aside": [state for state in PutAside.State.values if state != PutAside.State.WAITING],
    "release": [act.value for act in Act],
    "stock": ["taken_out", "came_back"],
}


# Those that write a line for others, and which of their arguments is the verb.
WRITERS = {"note": 0, "ledger.note": 0, "_note": 0, "_said": 1}


def verbs_in_code() -> Iterator[str]:
    """Whatever stands after `verb=`, and what is handed to those that write it, in any file of the code."""
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.keyword) and node.arg == "verb":
                yield from constants(node.value)
            elif isinstance(node, ast.Call) and (at := WRITERS.get(ast.unparse(node.func))) is not None:
                yield from (
                    f"demand.{one}" if at else one for value in node.args[at : at + 1] for one in constants(value)
                )


def constants(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from constants(value.body)
        yield from constants(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str) and "waymeet." not in value.value:
        yield value.value
    elif isinstance(value, ast.JoinedStr) and isinstance(value.values[0], ast.Constant):
        thing = str(value.values[0].value).removesuffix(".")
        if thing != "demand":  # `_said` is asked instead
            yield from (f"{thing}.{rest}" for rest in PUT_TOGETHER[thing])


def test_every_verb_in_the_code_has_words():
    found = set(verbs_in_code()) - {""}
    assert len(found) > 90
    assert found - VERBS.keys() == set()


def test_no_words_are_left_of_a_verb_that_nobody_writes():
    named = set(verbs_in_code()) | {"demo.begin", "demo.fill", "audit.forget"}
    assert VERBS.keys() - named == set()


def test_no_two_verbs_read_alike():
    assert len({str(words) for words in VERBS.values()}) == len(VERBS)


@pytest.mark.parametrize("verb", ["other", ""])
def test_a_verb_of_an_older_waymeet_stands_as_it_was_written(verb):
    assert said(verb) == verb
