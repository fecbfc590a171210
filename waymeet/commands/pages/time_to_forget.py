"""The time to forget: every table's rule, as the day's run reads it."""

from collections.abc import Iterator

from waymeet.commands.pages.what_we_hold import ROOMS, models_of
from waymeet.config.databases import ALIASES
from waymeet.keeping.table import rule_of
from waymeet.kernel.retention import After, AtAWord, Rule, Stays, Until, WhenDone, With

INTRODUCTION = """# The time to forget

How the rows of every table go. The daily run (`waymeet forget`, and the running server by itself) reads the same rules
as this page, so the two cannot differ, and the tests refuse a table without a rule. Rows under a legal hold stay until
it is ended; nothing else stays with them. Why it is so: [time to forget](../explanation/time-to-forget.md).
"""
KEYS = """## Keys, sessions and files

| what | when | what happens |
|---|---|---|
| a month's outreach key | four months after its month began | every copy is deleted; nothing opens any more |
| a key backup | seven days after it was made | it is deleted where it was made, and refused everywhere |
| a desk session | after half a day at the latest | it is deleted |
| freed pages | with every run | SQLite: overwritten, file written anew, log emptied; PostgreSQL: `VACUUM` |
"""


def page() -> str:
    parts = [INTRODUCTION]
    for room in ALIASES:
        parts.append(f"## {ROOMS[room]} (database `{room}`)\n")
        parts.append("| table | goes | because |\n|---|---|---|\n" + "\n".join(lines(room)) + "\n")
    return "\n".join([*parts, KEYS])


def lines(room: str) -> Iterator[str]:
    for model in models_of(room):
        rule = rule_of(model)
        if rule is not None:
            goes, because = said(rule)
            yield f"| {model._meta.label} | {goes} | {because} |"


def said(rule: Rule) -> tuple[str, str]:
    """When the rows go, and why then."""
    if isinstance(rule, After):
        into = f"; what stays is {rule.into}" if rule.into else ""
        only = f" (only where {_only(rule)})" if rule.only else ""
        return f"{rule.span} ({rule.days} days) after `{rule.by}`{only}{into}", rule.source
    if isinstance(rule, Until):
        return f"when `{rule.by}` has passed", "it was written when the row was made"
    if isinstance(rule, With):
        return f"with its `{rule.parent}`", "it says nothing without it"
    return _without_a_day(rule)


def _without_a_day(rule: WhenDone | AtAWord | Stays) -> tuple[str, str]:
    if isinstance(rule, Stays):
        return "stays", rule.why
    return ("when done" if isinstance(rule, WhenDone) else "at somebody's word"), rule.how


def _only(rule: After) -> str:
    return ", ".join(f"`{name}` is {_value(value)}" for name, value in rule.only.items())


def _value(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list | tuple) else str(value).lower()
