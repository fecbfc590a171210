"""What we hold: every field of every model, by room, with who sees it and how long it is kept."""

from collections.abc import Iterator
from typing import Any

from waymeet.config.databases import ALIASES

ROOMS = {
    "default": "Sign-in and releases",
    "organizing": "Organizing: people who chose to be known",
    "care": "Care: people who may stay unknown",
    "diversion": "Diversion: decisions by officials, and the cases of those who said yes",
    "consent": "Consent: the gate",
}
INTRODUCTION = """# What we hold

Every field of every table, in the words of the code that keeps it. Each room below is a database of its own; no row of
one points to a row of another. A field that is not on this page does not exist: the tests refuse it.

**Classes.** *id*: a random or timed name of a row · *place* · *work*: what somebody did or came across ·
*free text* · *about a person* · *contact point* · *sealed*: only the team's key opens it · *hash of a secret* · *key* ·
*day* · *moment* · *count* · *label*: a word from a closed list · *worker*: about somebody who works here · *technical*.
"""
FRAMEWORK = """## The framework's own tables

| table | holds | kept |
|---|---|---|
| `django_session` | that a browser is signed in, and a private key wrapped under a secret only it has | 12 hours |
| `django_migrations` | which shapes the tables went through | as long as the database |
"""


def page() -> str:
    parts = [INTRODUCTION]
    for room in ALIASES:
        parts.append(f"## {ROOMS[room]} (database `{room}`)\n")
        parts += [section(model) for model in models_of(room)]
    return "\n".join([*parts, FRAMEWORK])


def models_of(room: str) -> Iterator[Any]:
    """Our models in one database, by label."""
    from django.apps import apps
    from django.db import router

    for model in sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label):
        if model.__module__.startswith("waymeet.") and router.db_for_read(model) == room:
            yield model


def section(model: Any) -> str:
    privacy = model.Privacy
    rows = "\n".join(f"| `{field.name}` | {privacy.fields[field.name]} |" for field in model._meta.fields)
    return (
        f"### {model._meta.label}\n\n{privacy.holds}\n\n"
        f"Seen by: {privacy.seen_by}  \nKept: {privacy.kept}\n\n"
        f"| field of `{model._meta.db_table}` | class |\n|---|---|\n{rows}\n"
    )
