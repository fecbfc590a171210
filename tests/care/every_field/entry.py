"""What one form is asked in test_every_field.py: what is typed, where it is kept, and which page shows it again."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.test import Client

from tests.desk.conftest import People
from waymeet.accounts.trainings.models import Course

Made = dict[str, Any]
Said = dict[str, Any]


@dataclass
class Sent:
    """What was sent, and what came of it."""

    people: People
    desk: Client
    made: Made
    says: Said
    answer: Any

    @property
    def path(self) -> str:
        """Where the answer led to."""
        return str(self.answer.request["PATH_INFO"])


@dataclass(frozen=True)
class Entry:
    """A form, as it is filled in at one address. Every field of it stands in `says` or in `nowhere`.

    `says` is what is typed, each value unlike the others and unlike what stands there already. `kept` reads it back
    from where it lies; `reads` says what is found there where that is not what was typed. `words` is what the page
    `shown` says of it where that is not what was typed; `unseen` says why no page shows a field.
    """

    form: Any
    at: str
    says: Said | Callable[[Made], Said]
    kept: Callable[[Sent], Said]
    who: str = "Wanda"  # "": whoever stands before a poster
    given: Callable[[People, Path], Made] = lambda _people, _folder: {}
    page: str = ""  # where the form stands, if not where it is sent to
    opened_by: Said = field(default_factory=dict)  # what is sent to open that page, where a code does
    prefix: str = ""
    more: Said = field(default_factory=dict)  # what the page sends beside the form
    by_get: bool = False
    times: int = 1
    alone: bool = False  # each field in a request of its own
    reads: Said | Callable[[Made], Said] = field(default_factory=dict)
    nowhere: Mapping[str, str] = field(default_factory=dict)  # field -> why it is kept nowhere
    shown: str | Callable[[Sent], str] = ""
    elsewhere: Mapping[str, str] = field(default_factory=dict)  # field -> the page that shows it, where it is another
    reader: str = ""
    by_post: bool = False  # the page is opened by a word, as an act of its own
    words: Said | Callable[[Made], Said] = field(default_factory=dict)
    in_spanish: frozenset[str] = frozenset()  # only a page in Spanish shows these
    unseen: Mapping[str, str] = field(default_factory=dict)  # field -> why no page shows it
    again: str = ""  # where the form stands filled in with what was kept

    def __str__(self) -> str:
        return f"{self.form.__module__.split('.')[2]}.{self.form.__name__} {self.at}"

    def name(self, part: str, made: Made) -> str:
        """As the page names a field."""
        prefix = self.prefix.format(**made)
        return f"{prefix}-{part}" if prefix else part


def courses_made() -> Made:
    """Two courses; the second one's id and name."""
    for place, name in enumerate(("Overdose response", "Wound care")):
        one = Course.objects.create(place=place, name_en=name, name_es=f"{name} (es)", gives="overdose")
    return {"course": str(one.pk), "course_name": name}


def of(said: Said | Callable[[Made], Said], made: Made) -> Said:
    return said(made) if callable(said) else said


def plain(value: Any) -> Any:
    """The same thing in one way of writing it."""
    for kind, written in WRITTEN:
        if isinstance(value, kind):
            return written(value)
    return plain(value.pk) if hasattr(value, "pk") else value


WRITTEN: list[tuple[Any, Callable[[Any], Any]]] = [
    ((bool, NoneType), lambda value: value),
    (UploadedFile, lambda value: value.name),
    (Enum, lambda value: value.value),
    (dt.date, lambda value: value.isoformat()),
    (dt.time, lambda value: value.isoformat()[:5]),
    (Decimal, lambda value: f"{value:f}"),
    ((UUID, int, float), str),
    ((list, tuple, set), lambda value: sorted(plain(one) for one in value)),
]


def row(model: Any, *names: str, **chosen: Any) -> Callable[[Sent], Said]:
    """The only row there is of these, field by field."""

    def read(sent: Sent) -> Said:
        found = model.objects.filter(**{name: of_made(value, sent.made) for name, value in chosen.items()})
        one = found.first()
        return {name: getattr(one, name) for name in names} if one else {}

    return read


def of_made(value: Any, made: Made) -> Any:
    return value.format(**made) if isinstance(value, str) else value


def form_on(answer: Any, form: type[forms.BaseForm], prefix: str) -> forms.BaseForm | None:
    """The form as the page has it; its fields may be more than those of its class."""
    contexts = answer.context if isinstance(answer.context, list) else [answer.context] if answer.context else []
    for context in contexts:
        layers = getattr(context, "dicts", [context])
        for layer in layers:
            for one in _inside(layer):
                if type(one) is form and (one.prefix or "") == prefix:
                    return one
    return None


def _inside(value: Any, depth: int = 0) -> Iterator[Any]:
    if isinstance(value, forms.BaseForm):
        yield value
    elif depth < 4 and isinstance(value, dict):
        for one in value.values():
            yield from _inside(one, depth + 1)
    elif depth < 4 and isinstance(value, list | tuple):
        for one in value:
            yield from _inside(one, depth + 1)


def text(answer: Any) -> str:
    body = answer.content.decode()
    main = body.partition("<main")[2].partition("</main>")[0] or body
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("&#x27;", "'").replace("&amp;", "&")


def times_said(words: Any, said: str) -> int:
    found = re.escape(re.sub(r"\s+", " ", str(words)))
    return len(re.findall(rf"(?<!\w){found}(?!\w)", said, re.IGNORECASE))
