"""How Waymeet stands to OWASP ASVS 5.0: each requirement's number, what it asks in our words, and what shows it."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("asvs.toml")
COLUMNS = "| | level | what it asks | | how, or why not |"
INTRODUCTION = """# Security requirements (OWASP ASVS 5.0)

Chapters V6, V7, V8, V11 and V14 of OWASP's Application Security Verification Standard 5.0, level 2; level 3 as well in
V8, V11 and V14. Numbers are the standard's; the words beside them are ours, so read the standard for what it asks
exactly. This is our own look at ourselves, no certificate. "Not for us": what it is about is not there.
"""


@dataclass(frozen=True)
class Requirement:
    """One line: where it stands and what shows it. `tests` are `file::name`."""

    number: str
    level: int
    asks: str
    state: str
    how: str
    tests: tuple[str, ...]


def chapters() -> dict[str, tuple[str, list[Requirement]]]:
    """Chapter number -> its title and requirements, in order."""
    read: dict[str, dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {
        chapter: (str(held["title"]), [_requirement(name, one) for name, one in held.items() if name != "title"])
        for chapter, held in read.items()
    }


def _requirement(number: str, told: dict[str, Any]) -> Requirement:
    tests = tuple(told.get("tests", ()))
    return Requirement(number, told["level"], told["asks"], told["state"], told["how"], tests)


def page() -> str:
    return "\n".join([INTRODUCTION, *(_chapter(*each) for each in chapters().items())])


def _chapter(number: str, held: tuple[str, list[Requirement]]) -> str:
    title, rows = held
    states = Counter(row.state for row in rows)
    counted = ", ".join(f"{states[state]} {state}" for state in ("met", "not met", "not for us") if states[state])
    head = [
        f"## V{number} {title}",
        "",
        f"{counted}.",
        "",
        "| | level | what it asks | | how, or why not |",
        "|---|:-:|---|---|---|",
    ]
    return "\n".join([*head, *map(_line, rows), ""])


def _line(row: Requirement) -> str:
    shown = "".join(f"<br>`{test}`" for test in row.tests)
    state = row.state if row.state != "not met" else "**not met**"
    return f"| {row.number} | {row.level} | {row.asks} | {state} | {row.how}{shown} |"
