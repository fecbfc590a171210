"""A released folder as everybody reads it: its shape, and whether it is still what was released. No database."""

import base64
import datetime as dt
import hashlib
from pathlib import Path
from uuid import UUID

import msgspec
from django.utils import formats
from django.utils.translation import gettext as _

from waymeet.kernel import signing

LANGUAGES = ("en", "es")
FORMAT = "waymeet release 1"
RELEASE_FILE, TABLE_FILE, INDEX_FILE, NOTICES = "release.json", "table.csv", "index.json", "notices"
CHART_FILES = {language: f"chart.{language}.svg" for language in LANGUAGES}


class NotAsReleased(Exception):
    """The folder is not, or no longer, what was released."""


class Said(msgspec.Struct, frozen=True):
    """The same sentence in every language a release speaks."""

    en: str
    es: str

    def in_language(self, language: str) -> str:
        return self.es if language == "es" else self.en


class Definition(msgspec.Struct, frozen=True):
    term: Said
    meaning: Said


class AreaRow(msgspec.Struct, frozen=True):
    """One area; a hidden count is None. `name` is as it was at release, "" where it had none."""

    number: int
    name: str
    counts: list[int | None]
    total: int | None


class Contents(msgspec.Struct, frozen=True):
    """Everything a release says. `files` are SHA-256 digests, hexadecimal, of the files beside it."""

    format: str
    id: UUID
    number: int
    measure: str
    sentence: Said
    unit: Said
    unit_alone: Said
    asked_by: Said
    definitions: list[Definition]
    cannot_tell: list[Said]
    method: list[Said]
    threshold: int
    fewest_acts: int
    least_width: int
    checked_against: list[UUID]
    reviewers: int
    released_on: dt.date
    months: list[str]
    areas: list[AreaRow]
    month_totals: list[int | None]
    total: int | None
    software: str
    files: dict[str, str] = {}

    def totals_line(self) -> AreaRow:
        """The last line of the table: every area together."""
        return AreaRow(0, "", self.month_totals, self.total)


class Signature(msgspec.Struct, frozen=True):
    """Ed25519 over the exact bytes of what is signed; key and value in base64."""

    key: str
    value: str


class Signed(msgspec.Struct, frozen=True):
    """What release.json and every notice look like."""

    contents: msgspec.Raw
    signature: Signature


class Notice(msgspec.Struct, frozen=True):
    """That a release was withdrawn, when and why. The release's own files stay as they are.

    Where its numbers told too much (`keeps_numbers` is false) the public site shows them no more.
    """

    release: UUID
    withdrawn_on: dt.date
    because: Said
    keeps_numbers: bool


class IndexLine(msgspec.Struct, frozen=True):
    """One release in the list of all; newest number first."""

    id: UUID
    number: int
    measure: str
    sentence: Said
    first_month: str
    last_month: str
    released_on: dt.date
    withdrawn_on: dt.date | None = None


def sign(contents: msgspec.Struct) -> bytes:
    """The bytes of a signed file, signed with this process's key."""
    raw = msgspec.json.format(msgspec.json.encode(contents), indent=1)  # people may want to read it
    signature = Signature(_text(signing.public_key()), _text(signing.sign(raw)))
    return msgspec.json.encode(Signed(msgspec.Raw(raw), signature)) + b"\n"


def opened(data: bytes) -> tuple[bytes, Signature]:
    """The signed bytes of a file; NotAsReleased unless the signature fits."""
    try:
        signed = msgspec.json.decode(data, type=Signed)
        key, value = base64.b64decode(signed.signature.key), base64.b64decode(signed.signature.value)
    except (msgspec.DecodeError, ValueError) as trouble:
        raise NotAsReleased from trouble
    if not signing.verify(key, value, bytes(signed.contents)):
        raise NotAsReleased
    return bytes(signed.contents), signed.signature


def read(folder: Path) -> Contents:
    """The contents of a released folder, after checking its name, signature and every file. Raises NotAsReleased."""
    try:
        contents = msgspec.json.decode(opened((folder / RELEASE_FILE).read_bytes())[0], type=Contents)
        sound = all(digest(folder / name) == known for name, known in contents.files.items())
    except (OSError, msgspec.DecodeError) as trouble:
        raise NotAsReleased from trouble
    if not sound or str(contents.id) != folder.name or contents.format != FORMAT:
        raise NotAsReleased
    return contents


def read_notice(root: Path, release: UUID) -> Notice | None:
    """The notice of withdrawal, if there is one. Raises NotAsReleased if there is and it is not ours."""
    path = root / NOTICES / f"{release}.json"
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(opened(path.read_bytes())[0], type=Notice)
    except (OSError, msgspec.DecodeError) as trouble:
        raise NotAsReleased from trouble


def read_index(root: Path) -> list[IndexLine]:
    """The list of all releases; empty where nothing was ever released."""
    path = root / INDEX_FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[IndexLine]) if path.exists() else []
    except msgspec.DecodeError as trouble:
        raise NotAsReleased from trouble


def month_words(month: str) -> str:
    """From "2026-10" to "October 2026", in the language of the moment."""
    year, number = (int(part) for part in month.split("-"))
    return formats.date_format(dt.date(year, number, 1), "YEAR_MONTH_FORMAT")


def area_words(number: int, name: str) -> str:
    if number == 0:
        return _("Area not known")
    return name or _("Area %(number)d") % {"number": number}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
