"""Breaches written into a copy of the package: `make check` itself fails there, and names the file and the rule."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.breach

ROOT = Path(__file__).resolve().parents[2]
VENV = Path(sys.prefix)
COPIED = ("Makefile", "pyproject.toml", "tools", "tests/__init__.py", "tests/environment.py", "tests/conftest.py")
COPIED += ("tests/server.py", "tests/wall", "waymeet")
LEFT = shutil.ignore_patterns("__pycache__", "field_build", "*.pbf")


class Copy:
    """The package in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in COPIED:
            source, target = ROOT / name, root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=LEFT)
            else:
                shutil.copy2(source, target)

    def append(self, name: str, text: str) -> None:
        with (self.root / name).open("a", encoding="utf-8") as file:
            file.write("\n" + text)

    def check(self, only: str) -> subprocess.CompletedProcess[str]:
        """`make check` for one of its parts, in the copy, with what is installed already."""
        return subprocess.run(
            ["make", "check", "INSTALL=no", f"VENV={VENV}", f"ONLY={only}"],
            cwd=self.root,
            env={**os.environ, "MAKEFLAGS": "", "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def refused(self, only: str) -> str:
        """What `make check` said when it refused; its words with line breaks taken out, as terminals wrap them."""
        done = self.check(only)
        assert done.returncode != 0, done.stdout
        return " ".join((done.stdout + done.stderr).split())


def test_the_copy_itself_passes(tmp_path: Path):
    done = Copy(tmp_path).check("imports wall")
    assert done.returncode == 0, done.stdout + done.stderr


IMPORTS = {
    "care reaches into organizing": (
        "waymeet/care/naloxone/apps.py",
        "from waymeet.organizing.models import AuditLine\n",
        "The wall: organizing, care and diversion never see each other",
        "waymeet.care.naloxone.apps -> waymeet.organizing.models",
    ),
    "organizing reaches into care": (
        "waymeet/organizing/turf/apps.py",
        "import waymeet.care.models\n",
        "The wall: organizing, care and diversion never see each other",
        "waymeet.organizing.turf.apps -> waymeet.care.models",
    ),
    "diversion reaches into care": (
        "waymeet/diversion/models.py",
        "from waymeet.care.supplies import apps\n",
        "The wall: organizing, care and diversion never see each other",
        "waymeet.diversion.models -> waymeet.care.supplies",
    ),
    "the kernel looks up": (
        "waymeet/kernel/clock.py",
        "def who():\n    from waymeet.accounts.people import Person\n    return Person\n",
        "nobody looks up",
        "waymeet.kernel.clock -> waymeet.accounts.people",
    ),
    "a report reads models": (
        "waymeet/reports/release/apps.py",
        "from waymeet.care.models import AuditLine\n",
        "Reports see counts, never people",
        "waymeet.reports.release.apps -> waymeet.care.models",
    ),
    "organizing goes round the gate": (
        "waymeet/organizing/contacts/apps.py",
        "from waymeet.consent import models\n",
        "The gate: consent.gate is the only way into consent",
        "waymeet.organizing.contacts.apps -> waymeet.consent.models",
    ),
    "supplies learn of hand-outs": (
        "waymeet/care/supplies/apps.py",
        "from waymeet.care.naloxone import apps as naloxone\n",
        "Supplies hold quantities only",
        "waymeet.care.supplies.apps -> waymeet.care.naloxone",
    ),
    "disclosure control learns of Django": (
        "waymeet/reports/disclosure/__init__.py",
        "from django.db import connection\n",
        "Disclosure control is plain Python",
        "waymeet.reports.disclosure -> django",
    ),
}


@pytest.fixture(scope="module")
def said_of_imports(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All of them in one copy: each has to be named, whatever else is broken."""
    copy = Copy(tmp_path_factory.mktemp("imports"))
    for file, text, _rule, _line in IMPORTS.values():
        copy.append(file, text)
    return copy.refused("imports")


@pytest.mark.parametrize("breach", IMPORTS)
def test_an_import_through_the_wall_is_refused(said_of_imports: str, breach: str):
    _file, _text, rule, line = IMPORTS[breach]
    assert rule in said_of_imports
    assert line in said_of_imports


CROSSING = """
class Crossing(__import__("django.db.models", fromlist=["Model"]).Model):
    other = __import__("django.db.models", fromlist=["x"]).ForeignKey("organizing.AuditLine", on_delete=__import__("django.db.models", fromlist=["x"]).CASCADE)

    class Privacy:
        holds, seen_by, kept = "A breach.", "Nobody.", "Never."
        fields = {}
"""
UNCLASSIFIED = """
__import__("django.db.models", fromlist=["x"]).CharField(max_length=9).contribute_to_class(Incarnation, "nickname")
"""
MOMENT = """
__import__("django.db.models", fromlist=["x"]).DateTimeField(null=True).contribute_to_class(Incarnation, "seen_at")
"""
PLAIN_NAME = """
__import__("django.db.models", fromlist=["x"]).CharField(max_length=80, default="").contribute_to_class(Incarnation, "first_name")
Incarnation.Privacy.fields = {**Incarnation.Privacy.fields, "first_name": __import__("waymeet.kernel.privacy", fromlist=["x"]).PERSON}
"""
CALLED_SEALED = """
__import__("django.db.models", fromlist=["x"]).BinaryField(default=b"").contribute_to_class(Incarnation, "words")
Incarnation.Privacy.fields = {**Incarnation.Privacy.fields, "words": __import__("waymeet.kernel.privacy", fromlist=["x"]).SEALED}
"""
SEALED_AS_WORK = """
__import__("waymeet.kernel.sealed_field", fromlist=["x"]).Sealed(null=True).contribute_to_class(AuditLine, "plan")
AuditLine.Privacy.fields = {**AuditLine.Privacy.fields, "plan": __import__("waymeet.kernel.privacy", fromlist=["x"]).WORK}
"""
BY_HAND = """
def sealed_by_hand(plain: bytes):
    from waymeet.kernel.sealing import SealedBytes

    return SealedBytes(plain)
"""
MODELS = {
    "a string points across": (CROSSING, "Crossing.other reaches from care into organizing"),
    "a field without a class": (UNCLASSIFIED, "care.Incarnation: no privacy class for nickname"),
    "care keeps a moment": (MOMENT, "care.Incarnation.seen_at is a moment; care stores days"),
}


@pytest.fixture(scope="module")
def said_of_models(tmp_path_factory: pytest.TempPathFactory) -> str:
    copy = Copy(tmp_path_factory.mktemp("models"))
    for text, _words in MODELS.values():
        copy.append("waymeet/care/models.py", text)
    return copy.refused("wall")


@pytest.mark.parametrize("breach", MODELS)
def test_a_model_through_the_wall_is_refused(said_of_models: str, breach: str):
    _text, words = MODELS[breach]
    assert "waymeet/care/models.py" in said_of_models
    assert words in said_of_models


SEALS = {
    "a name in plain": (PLAIN_NAME, "care.Incarnation.first_name tells of a person in plain; make it a Sealed field"),
    "plain bytes called sealed": (CALLED_SEALED, "care.Incarnation.words is called sealed; make it a Sealed field"),
    "a sealed field called work": (SEALED_AS_WORK, "care.AuditLine.plan is a Sealed field that is called something"),
    "bytes called sealed by hand": (BY_HAND, "waymeet/care/models.py makes SealedBytes by hand"),
}


@pytest.fixture(scope="module")
def said_of_seals(tmp_path_factory: pytest.TempPathFactory) -> str:
    copy = Copy(tmp_path_factory.mktemp("seals"))
    for text, _words in SEALS.values():
        copy.append("waymeet/care/models.py", text)
    return copy.refused("wall")


@pytest.mark.parametrize("breach", SEALS)
def test_something_about_a_person_that_is_not_sealed_is_refused(said_of_seals: str, breach: str):
    _text, words = SEALS[breach]
    assert "waymeet/care/models.py" in said_of_seals
    assert words in said_of_seals
