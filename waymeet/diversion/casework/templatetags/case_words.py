"""Codes of case work in words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.formats import date_format

from waymeet.diversion.casework import forms, kinds
from waymeet.diversion.incidents.said import Door

register = template.Library()
DAYS = ("meeting_on", "seals_on")


@register.filter
def told(said: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """What was told of a thing, as label and words; what was not asked is left out."""
    kind = str(said["kind"])
    found = []
    for name, field in forms.FORMS[kind].base_fields.items():
        value = str(said.get(name) or "")
        if value and name not in (kinds.APART, "seen"):
            found.append((field.label, _in_words(kind, name, value)))
    return found


def _in_words(kind: str, name: str, value: str) -> str:
    choices = kinds.CHOICES[kind].get(name)
    if choices is not None:
        return str(dict(choices.choices).get(value, value))
    return str(date_format(dt.date.fromisoformat(value))) if name in DAYS else value


@register.filter
def door_words(code: str) -> Any:
    return dict(Door.choices).get(code, code)


@register.filter
def their_own(lots: Any) -> list[Any]:
    """What a participant's page shows: not what holds somebody else's words."""
    return [lot[0] for lot in lots or () if not lot[0].said.get(kinds.APART)]


@register.filter
def lots_of_a_case(file: Any) -> list[Any]:
    """Everything they told, kind by kind."""
    return [file.beside.get(kind, []) for kind in kinds.WRITTEN]
