"""Codes of the table in words."""

import datetime as dt
from typing import Any

from django import template
from django.utils.text import capfirst

from waymeet.consent import gate
from waymeet.diversion.table import words

register = template.Library()


@register.filter
def decision_words(code: str) -> Any:
    return capfirst(words.DECISIONS.get(code, code))


@register.filter
def owner_words(code: str) -> Any:
    return words.OWNERS.get(code, code)


@register.filter
def class_words(code: str) -> Any:
    return capfirst(dict(gate.at_the_table()).get(code, code))


@register.filter
def as_day(words_: str) -> dt.date | None:
    """A day as it lies sealed; none where none was said."""
    return dt.date.fromisoformat(words_) if words_ else None
