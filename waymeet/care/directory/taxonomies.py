"""Our own two taxonomies as records of HSDS: kinds of help, and what decides at the door."""

from django.utils import translation

from waymeet.care.directory.filing import DOOR_TERMS, DOORS_ID, NEED_TERMS, NEEDS_ID, next_place
from waymeet.care.directory.models import Link, Record
from waymeet.care.directory.rules.barriers import QUESTIONS
from waymeet.care.directory.rules.needs import WORDS

NEEDS_NAME, DOORS_NAME = "Waymeet kinds of help", "Waymeet low-barrier questions"


def need(code: str) -> str:
    """The id of the term; it is made where it is not there yet."""
    return _term(NEED_TERMS[code], code, str(_english(WORDS[code])), NEEDS_ID, NEEDS_NAME)


def door(code: str) -> str:
    return _term(DOOR_TERMS[code], code, str(_english(QUESTIONS[code])), DOORS_ID, DOORS_NAME)


def _english(words: object) -> str:
    with translation.override("en"):
        return str(words)


def _term(key: str, code: str, name: str, taxonomy: str, taxonomy_name: str) -> str:
    _made("taxonomy", taxonomy, {"name": taxonomy_name, "description": taxonomy_name}, {})
    fields = {"code": code, "name": name, "description": name, "taxonomy": taxonomy_name, "taxonomy_id": taxonomy}
    _made("taxonomy_term", key, fields, {"taxonomy_id": taxonomy})
    return key


def _made(table: str, key: str, fields: dict[str, str], points: dict[str, str]) -> None:
    if Record.objects.filter(table=table, key=key).exists():
        return
    said = {"id": key, **fields}
    record = Record.objects.create(table=table, key=key, fields=said, as_text=False, place=next_place(table))
    Link.objects.bulk_create([Link(record=record, by=by, to=to) for by, to in points.items()])
