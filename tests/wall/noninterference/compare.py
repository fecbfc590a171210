"""Asks the same in two worlds and says where the answers differ. A program of its own, so that a copy of the package
with a leak in it can be asked the same way:

    python -m tests.wall.noninterference.compare FOLDER [--world FOLDER] [--only Olga,nobody] [--brief] [--stop]

It prints JSON: who was asked for, how many questions, and every difference.
"""

import argparse
import difflib
import hashlib
import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from tests.wall.noninterference import asking, secret_things, worlds
from tests.wall.noninterference.asking import Ask, Ids
from tests.wall.noninterference.worlds import Actor, World

ROOT = Path(__file__).resolve().parents[3]
# What a fresh draw of chance decides. By seed it is the same in both worlds; where one world drew once more for its own
# secret, only these may differ.
CHANCE = (
    re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*'),
    re.compile(rb"(nonce[-=]\"?)[\w+/=-]{16,}"),
)
AT_ONCE = 60
SHOWN = 3  # differences whose pages are looked at again, side by side


@dataclass(frozen=True)
class Answer:
    """All somebody who asks can see, and how often each database was asked."""

    status: int
    headers: tuple[tuple[str, str], ...]
    queries: tuple[tuple[str, int], ...]
    body: bytes  # or the hash of it

    def differs_in(self, other: "Answer") -> str:
        parts = ("status", "headers", "queries", "body")
        return ", ".join(part for part in parts if getattr(self, part) != getattr(other, part))


def answered(actor: Actor, ask: Ask, *, whole: bool) -> Answer:
    """Put the question, and undo all it changed."""
    from django.db import connections, transaction

    from waymeet.config.limits import COUNTS

    COUNTS.forget()
    client, queries = _client(), Counter[str]()
    client.cookies = worlds.as_cookies(actor.cookies)
    seed = int.from_bytes(hashlib.sha256(ask.words.encode()).digest()[:8], "big")
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
            stack.enter_context(connections[alias].execute_wrapper(partial(_count, queries, alias)))
        with worlds.by_seed(seed):
            headers = actor.headers | dict(ask.headers)
            response = client.generic(ask.method, ask.path, ask.body, ask.kind, headers=headers)
            body = b"".join(response)  # type: ignore[arg-type]
        for alias in connections:
            transaction.set_rollback(True, using=alias)
    for pattern in CHANCE:
        body = pattern.sub(rb"\1", body)
    seen = [*response.headers.items(), *(("Set-Cookie", str(morsel)) for morsel in response.cookies.values())]
    told = body if whole else hashlib.sha256(body).digest()
    return Answer(response.status_code, tuple(sorted(seen)), tuple(sorted(queries.items())), told)


@cache
def _client() -> Any:
    """One for all questions of a process: each would read every static file's name anew."""
    from django.test import Client

    return Client(SERVER_NAME="localhost", raise_request_exception=False)


def _count(queries: Counter[str], alias: str, execute: Any, sql: str, *given: Any) -> Any:
    queries[alias] += 1
    return execute(sql, *given)


def first_answers(actor: Actor, asks: Sequence[Ask]) -> tuple[list[Answer], list[Ask]]:
    """In the first world: the answers, and what its pages lead to."""
    pages: list[tuple[str, bytes]] = []
    answers = []
    for ask in asks:
        answer = answered(actor, ask, whole=True)
        if ask.method == "GET" and answer.status == 200 and not ask.headers and b"<html" in answer.body[:200].lower():
            pages.append((ask.path, answer.body))
        answers.append(_hashed(answer))
    return answers, asking.shown_by(pages)


def _hashed(answer: Answer) -> Answer:
    return Answer(answer.status, answer.headers, answer.queries, hashlib.sha256(answer.body).digest())


@dataclass(frozen=True)
class How:
    """`brief`: fewer ways to ask; `most` links and forms are followed; `stop` soon after the first difference."""

    brief: bool = False
    most: int = 400
    stop: bool = False


class Pair:
    """Two copies of the world, made to differ in some secrets."""

    def __init__(self, world: World, name: str, secrets: dict[str, secret_things.Secret]) -> None:
        self.first = worlds.copied(world, world.folder / f"{name}-first")
        self.second = worlds.copied(world, world.folder / f"{name}-second")
        worlds.apart(self.first, lambda: [self._tell(world, one.in_first_world, n) for n, one in secrets.items()])
        worlds.apart(
            self.second, lambda: [self._tell(world, one.only_in_second_world, n) for n, one in secrets.items()]
        )
        shared, all_ids = worlds.ids_in(self.first), worlds.ids_in(self.second)
        known = {one for each in shared.values() for one in each}
        new = {table: [one for one in each if one not in known] for table, each in all_ids.items()}
        self.ids = Ids(shared, {table: each for table, each in new.items() if each}, world.made)

    @staticmethod
    def _tell(world: World, tell: Any, name: str) -> None:
        """By the same chance in both, so that a thing both have gets the same ids."""
        with worlds.by_seed(len(name) * 1000 + sum(name.encode())):
            tell(world)

    def forget(self) -> None:
        shutil.rmtree(self.first)
        shutil.rmtree(self.second)


def differences(pair: Pair, actor: Actor, how: "How") -> tuple[int, list[dict[str, str]]]:
    """How many questions were asked, and what was answered differently."""
    waiting = asking.every(actor, pair.ids, brief=how.brief)
    asked, more, unlike = set(waiting), how.most, list[tuple[Ask, str]]()
    while waiting and not (unlike and how.stop):
        asks, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
        first, led_to = worlds.apart(pair.first, partial(first_answers, actor, asks))
        second = worlds.apart(pair.second, partial(_answers, actor, asks))
        both = zip(asks, first, second, strict=True)
        unlike += [(ask, one.differs_in(other)) for ask, one, other in both if one != other]
        fresh = [ask for ask in led_to if ask not in asked][:more]
        asked, more, waiting = asked | set(fresh), more - len(fresh), waiting + fresh
    told = [{"who": actor.name, "asked": ask.words, "differs": part} for ask, part in unlike]
    for line, (ask, _part) in zip(told[:SHOWN], unlike, strict=False):
        line["seen"] = _side_by_side(pair, actor, ask)
    return len(asked) - len(waiting), told


def _answers(actor: Actor, asks: Sequence[Ask]) -> list[Answer]:
    return [answered(actor, ask, whole=False) for ask in asks]


def _side_by_side(pair: Pair, actor: Actor, ask: Ask) -> str:
    both = [worlds.apart(folder, lambda: answered(actor, ask, whole=True)) for folder in (pair.first, pair.second)]
    heads = [f"{one.status} {dict(one.queries)} {dict(one.headers)}" for one in both]
    texts = [[head, *one.body.decode(errors="replace").splitlines()] for head, one in zip(heads, both, strict=True)]
    lines = [
        line for line in difflib.unified_diff(*texts, lineterm="", n=0) if not line.startswith(("---", "+++", "@@"))
    ]
    return "\n".join(line[:300] for line in lines[:12])


def compared(world: World, only: Sequence[str], how: How) -> Iterator[tuple[str, int, list[dict[str, str]]]]:
    """Actor by actor; those who may not know the same things share two worlds."""
    secrets, pairs = secret_things.every(), dict[tuple[str, ...], Pair]()
    for name in only or world.actors:
        actor = world.actors[name]
        hidden = {n: one for n, one in secrets.items() if not actor.roles & {str(role) for role in one.who_may_know}}
        key = tuple(hidden)
        if key not in pairs:
            pairs[key] = Pair(world, f"pair{len(pairs)}", hidden)
        asked, found = differences(pairs[key], actor, how)
        yield name, asked, found
    for pair in pairs.values():
        pair.forget()


def main() -> None:
    wants = argparse.ArgumentParser()
    wants.add_argument("folder", type=Path)
    wants.add_argument("--world", type=Path)
    wants.add_argument("--only", default="")
    wants.add_argument("--brief", action="store_true", help="fewer ways to ask")
    wants.add_argument("--stop", action="store_true", help="at the first actor who sees a difference")
    given = wants.parse_args()
    if given.world:
        shutil.copytree(given.world, given.folder)
    worlds.prepare(given.folder)
    world = worlds.loaded(given.folder) if given.world else worlds.build(given.folder)
    world.folder = given.folder
    if not given.stop:
        import ibis  # noqa: F401 - once here, not in every process that asks for numbers
    how = How(brief=given.brief, most=60 if given.brief else 400, stop=given.stop)
    asked: dict[str, int] = {}
    found: list[dict[str, str]] = []
    for name, questions, unlike in compared(world, [one for one in given.only.split(",") if one], how):
        asked[name] = questions
        found += unlike
        if given.stop and found:
            break
    sys.stdout.write(
        json.dumps({"asked": asked, "secrets": sorted(secret_things.every()), "differences": found}) + "\n"
    )


if __name__ == "__main__":
    main()
