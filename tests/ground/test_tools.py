"""The checks of `make check` find what they are for: each is shown a mistake in a folder of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PO = '\nmsgid "Hello, %(name)s."\nmsgstr "{spanish}"\n'


class Folder:
    """A tiny checkout: our tools, and whatever a test writes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "tools", root / "tools", ignore=shutil.ignore_patterns("__pycache__"))

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command], cwd=self.root, capture_output=True, text=True, timeout=120, check=False
        )


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def greeting(folder: Folder, spanish: str | None) -> subprocess.CompletedProcess[str]:
    folder.write("waymeet/greet/views.py", '"""A view."""\n_("Hello, %(name)s.")\n')
    if spanish is not None:
        folder.write("waymeet/greet/locale/es/LC_MESSAGES/django.po", PO.replace("{spanish}", spanish))
    return folder.run("tools/translations.py", "check")


def test_a_sentence_with_its_spanish_passes(folder: Folder):
    assert greeting(folder, "Hola, %(name)s.").returncode == 0


@pytest.mark.parametrize(
    ("spanish", "words"),
    [
        (None, "waymeet/greet/views.py:2: no es for 'Hello, %(name)s.'"),
        ("", "no translation"),
        ("Hola.", "leaves out a value"),
        ("Hola, %(name)s %(town)s.", "names a value the sentence does not have"),
    ],
)
def test_a_sentence_without_whole_spanish_is_refused(folder: Folder, spanish: str | None, words: str):
    done = greeting(folder, spanish)
    assert done.returncode == 1
    assert words in done.stdout


def test_sentences_in_templates_are_found_at_their_line(folder: Folder):
    folder.write(
        "waymeet/greet/templates/greet/page.html",
        '<h1>{% translate "One" %}</h1>\n<p>{% blocktranslate trimmed %}\n  Two\n  lines\n{% endblocktranslate %}</p>\n'
        "{% blocktranslate count n=n %}{{ n }} door{% plural %}{{ n }} doors{% endblocktranslate %}\n"
        '{% include "x" with title=_("Four") %}\n',
    )
    said = folder.run("tools/translations.py", "check").stdout
    assert "page.html:1: no es for 'One'" in said
    assert "'Two lines'" in said
    assert "('%(n)s door', '%(n)s doors')" in said
    assert "'Four'" in said


def test_a_fuzzy_translation_is_refused(folder: Folder):
    folder.write("waymeet/greet/locale/es/LC_MESSAGES/django.po", '\n#, fuzzy\nmsgid "Yes"\nmsgstr "Sí"\n')
    done = folder.run("tools/translations.py", "check")
    assert done.returncode == 1
    assert "fuzzy" in done.stdout


def test_one_sentence_is_translated_in_one_way(folder: Folder):
    for app, spanish in (("one", "Zona"), ("two", "Turno")):
        folder.write(f"waymeet/{app}/locale/es/LC_MESSAGES/django.po", f'\nmsgid "Turf"\nmsgstr "{spanish}"\n')
    done = folder.run("tools/translations.py", "check")
    assert done.returncode == 1
    assert "translated otherwise" in done.stdout


def test_compiled_spanish_is_what_django_reads(folder: Folder):
    greeting(folder, "Hola, %(name)s.")
    assert folder.run("tools/translations.py", "compile").returncode == 0
    assert (folder.root / "waymeet/greet/locale/es/LC_MESSAGES/django.mo").read_bytes()[:4] == b"\xde\x12\x04\x95"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("waymeet/a.py", "the_" + "client_list = 1", "waymeet/a.py:1"),
        ("waymeet/a.po", 'msgstr "lista de ' + "clientes" + '"', "waymeet/a.po:1"),
        ("field/src/a.ts", "const black" + "list = []", "field/src/a.ts:1"),
        ("docs/a.md", "drug " + "abusers", "docs/a.md:1"),
        ("README.md", "they are " + "clean", "README.md:1"),
        ("requirements/a.txt", "--index-url https://py" + "pi.org/simple", "requirements/a.txt:1"),
        ("field/package-lock.json", '"resolved": "https://registry.n' + 'pmjs.org/x"', "field/package-lock.json:1"),
    ],
)
def test_a_word_or_address_that_stays_out_is_named_with_its_line(folder: Folder, name: str, text: str, words: str):
    folder.write(name, text + "\n")
    done = folder.run("tools/words.py")
    assert done.returncode == 1
    assert words in done.stdout


def test_names_other_programs_gave_are_let_through(folder: Folder):
    folder.write("waymeet/a.py", "self.cleaned_data = form.clean()\n")
    folder.write("field/src/sw.ts", "self.clients.claim(); event.clientX;\n")
    done = folder.run("tools/words.py")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("waymeet/long.py", '"""A long file."""\n' + "x = 1\n" * 400, "waymeet/long.py: 401 lines"),
        ("waymeet/f.py", '"""A file."""\n\n\ndef slow():\n' + "    x = 1\n" * 50, "waymeet/f.py:4: slow has 51 lines"),
        ("waymeet/mute.py", "x = 1\n", "waymeet/mute.py: say in one plain sentence"),
        ("field/src/long.ts", "x;\n" * 401, "field/src/long.ts: 401 lines"),
    ],
)
def test_what_is_too_long_to_read_in_one_sitting_is_refused(folder: Folder, name: str, text: str, words: str):
    folder.write(name, text)
    done = folder.run("tools/budget.py")
    assert done.returncode == 1
    assert words in done.stdout


def test_check_runs_all_it_was_asked_for_and_fails_when_one_does(folder: Folder):
    folder.write("waymeet/mute.py", "x = 1\n")
    done = folder.run("tools/check.py", "budget", "words")
    assert done.returncode == 1
    assert "FAILED budget" in done.stdout
    assert "ok     words" in done.stdout
    assert "make check ONLY=budget" in done.stdout


def test_an_unknown_check_is_named(folder: Folder):
    done = folder.run("tools/check.py", "everything")
    assert done.returncode == 2
    assert "There is no check named everything" in done.stdout
