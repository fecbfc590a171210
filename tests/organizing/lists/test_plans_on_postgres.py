"""Lists and searches on PostgreSQL: the same people as on SQLite, found by an index of words compared by their bytes."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests import postgres as servers

pytestmark = pytest.mark.postgres
FILED = "filed_once_under_a_word"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    server = servers.start()
    data = {"WAYMEET_DATA": str(tmp_path_factory.mktemp("data")), "DJANGO_SETTINGS_MODULE": "waymeet.config.settings"}
    environment = {**os.environ, **data, **server.environment()}
    answer = ""
    for module in ("waymeet.cli databases create", "waymeet.cli migrate", "tests.organizing.lists.asked_of_postgres"):
        command = [sys.executable, "-m", *module.split()]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        answer = done.stdout
    yield json.loads(answer)
    server.stop()


def test_words_are_compared_by_their_bytes(said):
    assert said["collation"] == "C"


@pytest.mark.parametrize("name", ["all", "any", "not"])
def test_a_list_is_looked_up_by_the_index_of_words(said, name):
    plan = said["plans"][name]
    assert FILED in plan
    assert "Seq Scan on organizing_contacts_filed" not in plan


@pytest.mark.parametrize("word", ["mun", "łu", "王", "0000123", "mun zz"])
def test_people_are_found_by_a_range_of_the_index(said, word):
    plan = said["plans"][word]
    assert FILED in plan
    assert "Seq Scan" not in plan
    bounds = [line for line in plan.splitlines() if "Index Cond" in line and "word" in line]
    assert bounds
    assert all(">=" in line and "<" in line for line in bounds)


def test_they_are_those_that_sqlite_finds(said):
    assert said["counts"] == {"all": 34, "any": 300, "not": 50}
    assert said["found"] == {
        "mun": ["Muñoz", "mundo"],
        "łu": ["Łukasz"],
        "王": ["王小明"],
        "0000123": ["N123 F123"],
        "mun zz": [],
    }
