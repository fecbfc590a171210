"""Sends every model to the database of its room, by where the model's file lies."""

from typing import Any

from waymeet.config.databases import SIDES


def home_of(model: Any) -> str:
    """`waymeet.care.naloxone.models` -> `care`; whatever is of no side -> `default`."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "waymeet" and len(parts) > 1 and parts[1] in SIDES else "default"


def home_of_app(app_label: str) -> str:
    """App labels carry their room: `care_naloxone` -> `care`."""
    room = app_label.partition("_")[0]
    return room if room in SIDES else "default"


class Rooms:
    """Django's router: no relation crosses, no table is made in another room's database."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return home_of(model)

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return home_of(model)

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return home_of(one) == home_of(other)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return home_of_app(app_label) == db
