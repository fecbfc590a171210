"""Public officials out of Open States people files (openstates/people, CC0): one person or committee a YAML, or the CSV
of current people. Only what belongs to the office is taken.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

PERSON, COMMITTEE = "ocd-person/", "ocd-organization/"
MOST_LINKS = 12


@dataclass(frozen=True)
class Held:
    """An office held, from when to when."""

    office: str
    district: str = ""
    jurisdiction: str = ""
    began: dt.date | None = None
    ended: dt.date | None = None


@dataclass(frozen=True)
class Holder:
    """Somebody in public office, with what belongs to the office. `offices` are (kind, address, telephone)."""

    key: str
    name: str
    party: str = ""
    email: str = ""
    links: tuple[str, ...] = ()
    terms: tuple[Held, ...] = ()
    offices: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Committee:
    """A committee and who sits on it: (key of the person, as what)."""

    name: str
    chamber: str
    members: tuple[tuple[str, str], ...]


@dataclass
class Read:
    """Everything found, and what could not be used, each with the file and why."""

    holders: list[Holder] = field(default_factory=list)
    committees: list[Committee] = field(default_factory=list)
    troubles: list[tuple[str, Any]] = field(default_factory=list)


def read(files: Iterator[tuple[str, bytes]]) -> Read:
    """Every file there is: nothing is dropped without a word."""
    found = Read()
    for name, data in files:
        ending = name.rpartition(".")[2].lower()
        if ending in ("yml", "yaml"):
            _read_yaml(name, data, found)
        elif ending == "csv":
            _read_csv(name, data, found)
        else:
            found.troubles.append((name, _("It is neither YAML nor CSV.")))
    return found


def _read_yaml(name: str, data: bytes, found: Read) -> None:
    try:
        said = yaml.load(data, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        found.troubles.append((name, _("It cannot be read as YAML.")))
        return
    key = _text(said, "id") if isinstance(said, dict) else ""
    if key.startswith(PERSON) and _text(said, "name"):
        found.holders.append(_holder(said))
    elif key.startswith(COMMITTEE) and _text(said, "name"):
        found.committees.append(_committee(said))
    else:
        found.troubles.append((name, _("It is no person and no committee of Open States.")))


def _holder(said: Mapping[str, Any]) -> Holder:
    parties = [_text(one, "name") for one in _list(said, "party")]
    links = [_text(one, "url") for one in _list(said, "links")]
    offices = [(_text(one, "classification"), _text(one, "address"), _text(one, "voice"))
               for one in _list(said, "offices")]  # fmt: skip
    terms = [
        Held(
            _text(one, "type") or "other",
            _text(one, "district"),
            _text(one, "jurisdiction"),
            _day(one.get("start_date")),
            _day(one.get("end_date")),
        )
        for one in _list(said, "roles")
    ]
    return Holder(
        key=_text(said, "id"),
        name=_text(said, "name"),
        party=", ".join(one for one in parties if one),
        email=_text(said, "email"),
        links=tuple(one for one in links if one.startswith(("https://", "http://")))[:MOST_LINKS],
        terms=tuple(terms),
        offices=tuple(offices),
    )


def _committee(said: Mapping[str, Any]) -> Committee:
    members = [(_text(one, "person_id"), _text(one, "role")) for one in _list(said, "members")]
    return Committee(_text(said, "name"), _text(said, "chamber"), tuple(one for one in members if one[0]))


def _read_csv(name: str, data: bytes, found: Read) -> None:
    """The CSV of current people (data.openstates.org/people/current)."""
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        found.troubles.append((name, _("It cannot be read as CSV in UTF-8.")))
        return
    for number, row in enumerate(rows, start=2):
        if _text(row, "id").startswith(PERSON) and _text(row, "name"):
            found.holders.append(_of_csv(row, name))
        else:
            found.troubles.append((f"{name}:{number}", _("The row names no person of Open States.")))
    if not rows:
        found.troubles.append((name, _("It has no rows.")))


def _of_csv(row: Mapping[str, Any], name: str) -> Holder:
    offices = [(kind, _text(row, f"{kind}_address"), _text(row, f"{kind}_voice")) for kind in ("capitol", "district")]
    state = name.rpartition("/")[2].partition(".")[0].lower()
    where = f"ocd-jurisdiction/country:us/state:{state}/government" if len(state) == 2 else ""
    term = Held(_text(row, "current_chamber") or "other", _text(row, "current_district"), where)
    links = [one for one in _text(row, "links").split(";") if one.startswith(("https://", "http://"))]
    return Holder(
        key=_text(row, "id"),
        name=_text(row, "name"),
        party=_text(row, "current_party"),
        email=_text(row, "email"),
        links=tuple(links)[:MOST_LINKS],
        terms=(term,),
        offices=tuple(one for one in offices if one[1] or one[2]),
    )


def _text(said: Mapping[str, Any], name: str) -> str:
    """A line of text; whatever else stands there is no line."""
    value = said.get(name)
    return " ".join(str(value).split()) if isinstance(value, str | int | float | dt.date) else ""


def _list(said: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = said.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _day(value: Any) -> dt.date | None:
    """A day; of a month or a year alone its first day."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    parts = str(value or "").split("-")
    try:
        return dt.date(int(parts[0]), *(int(parts[n]) if len(parts) > n else 1 for n in (1, 2)))
    except ValueError:
        return None
