"""Every verb that is written into a record of who did what has words for whoever reads it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import waymeet
from waymeet.consent.rules import Kind
from waymeet.keeping.verbs import VERBS, said
from waymeet.organizing.contacts.models import Introduction
from waymeet.reports.release.rules import Act

CODE = Path(waymeet.__file__).parent
# What is written as f"{thing}.{...}", with all that can stand there.
PUT_TOGETHER = {
    "consent": [kind.value for kind in Kind],
    "demand": ["log", "attach", "read_paper", "read", "decide", "approve", "close"],
    "hand_off": ["yes", "no", "back"],
    "introduction": list(Introduction.State.values),
    "put_aside": ["taken_in", "left_out"],
    "release": [act.value for act in Act],
    "stock": ["taken_out", "came_back"],
}


def verbs_in_code() -> Iterator[tuple[str, str]]:
    """Whatever stands after `verb=`, and first in a note to a chain, in any file of the code."""
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.keyword) and node.arg == "verb":
                yield from ((path.name, one) for one in constants(node.value))
            elif (
                isinstance(node, ast.Call) and ast.unparse(node.func) in {"note", "ledger.note", "_note"} and node.args
            ):
                yield from ((path.name, one) for one in constants(node.args[0]))


def constants(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from constants(value.body)
        yield from constants(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str) and "waymeet." not in value.value:
        yield value.value
    elif isinstance(value, ast.JoinedStr) and isinstance(value.values[0], ast.Constant):
        thing = str(value.values[0].value).removesuffix(".")
        yield from (f"{thing}.{rest}" for rest in PUT_TOGETHER[thing])


def test_every_verb_in_the_code_has_words():
    found = {verb for _file, verb in verbs_in_code()} - {""}
    assert len(found) > 90
    assert found - VERBS.keys() == set()


def test_no_words_are_left_of_a_verb_that_nobody_writes():
    named = {verb for _file, verb in verbs_in_code()} | {"demo.begin", "demo.fill", "audit.forget"}
    assert VERBS.keys() - named == set()


def test_no_two_verbs_read_alike():
    assert len({str(words) for words in VERBS.values()}) == len(VERBS)


@pytest.mark.parametrize("verb", ["other", ""])
def test_a_verb_of_an_older_waymeet_stands_as_it_was_written(verb):
    assert said(verb) == verb
