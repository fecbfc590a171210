"""Finds every sentence people read, compiles its Spanish, and fails when a sentence has none.

`compile` makes each .mo beside its .po (they are not committed). `check` reads code and templates and compares.
`missing` prints what is missing as .po entries, to be pasted and translated.
"""

import ast
import io
import pathlib
import re
import sys
from collections.abc import Iterator

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = pathlib.Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "waymeet"
LANGUAGES = ("es",)
SIDES = ("organizing", "care", "diversion")  # each may be a server of its own
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
QUOTED = r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\""""
CALLS = re.compile(rf"""((?:n|p|np)?gettext\((?:[^()'"]|{QUOTED})*\))|(\n)|(_\((?:{QUOTED})\))""")
# %(name)s, %s, {name}: what a translation has to carry over.
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

type_id = str | tuple[str, ...]


def catalogs(language: str) -> list[pathlib.Path]:
    return sorted(PACKAGE.rglob(f"locale/{language}/LC_MESSAGES/django.po"))


def read(path: pathlib.Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compile_all() -> int:
    for language in LANGUAGES:
        for path in catalogs(language):
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, read(path, language))
    return 0


def as_python(template: str) -> str:
    """A template's sentences as gettext calls, a line each, at the line they stand on."""
    text = re.sub(r"[XSPB]{2,}", "", templatize(template))
    calls = CALLS.findall(text)
    return "".join("\n" if newline else f"{call or short};" for call, newline, short in calls)


def sentences_in(path: pathlib.Path) -> Iterator[tuple[int, type_id, str | None]]:
    """(line, sentence or (one, many), context) for one file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = as_python(source)
    else:
        ast.parse(source)
    lines = extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS)
    for line, sentence, _comments, context in lines:
        yield line, sentence, context


def files() -> Iterator[pathlib.Path]:
    for path in sorted(PACKAGE.rglob("*")):
        if (path.suffix == ".py" and "migrations" not in path.parts) or (
            path.suffix in (".html", ".txt", ".svg") and "templates" in path.parts
        ):
            yield path


def known(language: str) -> tuple[dict[tuple[str | None, str], tuple[pathlib.Path, Message]], list[str]]:
    """Every translated sentence by (context, sentence), and what is wrong with the catalogs themselves."""
    found: dict[tuple[str | None, str], tuple[pathlib.Path, Message]] = {}
    troubles = []
    for path in catalogs(language):
        name = path.relative_to(ROOT)
        for message in read(path, language):
            if not message.id:
                continue
            first = message.id if isinstance(message.id, str) else message.id[0]
            texts = [message.string] if isinstance(message.string, str) else list(message.string)
            troubles += [f"{name}: {trouble}: {first!r}" for trouble in wrong(message, texts)]
            other = found.get((message.context, first))
            if other and other[1].string != message.string:
                troubles.append(f"{name}: {first!r} is translated otherwise in {other[0].relative_to(ROOT)}")
            if all(texts):
                found[message.context, first] = (path, message)
    return found, troubles


def wrong(message: Message, texts: list[str]) -> Iterator[str]:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    if message.fuzzy:
        yield "marked fuzzy; read it and take the mark away"
    if not all(texts):
        yield "no translation"
    elif not {place for text in texts for place in PLACES.findall(text)} <= {
        p for one in ids for p in PLACES.findall(one)
    }:
        yield "the translation names a value the sentence does not have"
    elif not set(PLACES.findall(ids[-1])) <= set(PLACES.findall(texts[-1])):
        yield "the translation leaves out a value"


def missing(language: str) -> Iterator[tuple[pathlib.Path, int, type_id, str | None]]:
    found, _troubles = known(language)
    seen = set()
    own = set(django_own(language))
    for path in files():
        for line, sentence, context in sentences_in(path):
            first = sentence if isinstance(sentence, str) else sentence[0]
            key = (context, first)
            if first and key not in found and key not in seen and first not in own:
                seen.add(key)
                yield path, line, sentence, context


def side_of(path: pathlib.Path) -> str:
    """The side a file belongs to; "" where every server has it."""
    part = path.relative_to(PACKAGE).parts[0]
    return part if part in SIDES else ""


def out_of_reach(language: str) -> Iterator[str]:
    """Sentences whose translation lies with another side: a server that holds one side only would not find it."""
    lies: dict[tuple[str | None, str], set[str]] = {}
    own = set(django_own(language))
    for path in catalogs(language):
        for message in read(path, language):
            first = message.id if isinstance(message.id, str) else message.id[0]
            lies.setdefault((message.context, first), set()).add(side_of(path))
    for path in files():
        if path.name == "navigation.py":  # names of rooms, shown where the room is
            continue
        for line, sentence, context in sentences_in(path):
            first = sentence if isinstance(sentence, str) else sentence[0]
            places = lies.get((context, first), set())
            if places and not places & {"", side_of(path)} and first not in own:
                yield f"{path.relative_to(ROOT)}:{line}: the {language} of {sentence!r} lies with another side only"


def django_own(language: str) -> Iterator[str]:
    """Sentences Django itself brings a translation for."""
    own = pathlib.Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    for message in read(own, language):
        if isinstance(message.id, str) and message.string:
            yield message.id


def check() -> int:
    troubles = []
    for language in LANGUAGES:
        troubles += [*known(language)[1], *out_of_reach(language)]
        for path, line, sentence, _context in missing(language):
            troubles.append(f"{path.relative_to(ROOT)}:{line}: no {language} for {sentence!r}")
    print("\n".join(troubles))
    return 1 if troubles else 0


def print_missing() -> int:
    for language in LANGUAGES:
        for path, line, sentence, context in missing(language):
            print(f"#: {path.relative_to(ROOT)}:{line}")
            if context:
                print(f'msgctxt "{context}"')
            one, many = (sentence, None) if isinstance(sentence, str) else sentence[:2]
            print(f"msgid {quoted(one)}")
            print(f'msgid_plural {quoted(many)}\nmsgstr[0] ""\nmsgstr[1] ""\n' if many else 'msgstr ""\n')
    return 0


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


COMMANDS = {"compile": compile_all, "check": check, "missing": print_missing}


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    sys.exit(COMMANDS[sys.argv[1]]())
