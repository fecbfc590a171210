"""Words in every field, a stopped server, and every byte it left; and that the search would find one."""

import base64
import gzip
import io
import json
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.wall import canaries
from tests.wall.canary import search
from tests.wall.canary.crawl import MARKER

WORD = f"{MARKER}a1b2c3"


def in_a_database(word: bytes) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE kept (said TEXT)")
    connection.execute("INSERT INTO kept VALUES (?)", ["x" * 9000 + word.decode()])
    connection.commit()
    return connection.serialize()


def in_a_tar(word: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as tar:
        entry = tarfile.TarInfo("note")
        entry.size = len(word)
        tar.addfile(entry, io.BytesIO(word))
    return held.getvalue()


def in_a_zip(word: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("note", word * 5)
    return held.getvalue()


HIDDEN: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda word: b"before " + word + b" after",
    **{f"base64 at {at}": lambda word, at=at: base64.b64encode(b"xyz"[:at] + word + b"?") for at in range(3)},  # type: ignore[misc]
    "url-safe base64": lambda word: base64.urlsafe_b64encode(b"\xff\xfe" + word),
    "base64 twice": lambda word: base64.b64encode(base64.b64encode(b"{" + word + b"}")),
    "hex": lambda word: b"id=" + word.hex().encode(),
    "UTF-16": lambda word: word.decode().encode("utf-16-le"),
    "UTF-16, the other way": lambda word: word.decode().encode("utf-16-be"),
    "zlib": lambda word: b"head" + zlib.compress(word * 4),
    "gzip in base64": lambda word: base64.b64encode(gzip.compress(word * 4)),
    "escapes of JSON": lambda word: "".join(f"\\u{byte:04x}" for byte in word).encode(),
    "JSON": lambda word: json.dumps({"said": word.decode()}).encode(),
    "a database": in_a_database,
    "tar and gzip": in_a_tar,
    "zip": in_a_zip,
}


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_a_word_is_found_however_it_was_hidden(hide: Callable[[bytes], bytes], tmp_path: Path):
    (tmp_path / "deep" / "down").mkdir(parents=True)
    (tmp_path / "deep" / "down" / "file").write_bytes(hide(WORD.encode()))
    assert {(hit.word, hit.file) for hit in search.hits(tmp_path, [WORD, f"{MARKER}ffffff"], MARKER)} == {
        (WORD, "deep/down/file")
    }


def test_what_is_not_there_is_not_found(tmp_path: Path):
    (tmp_path / "file").write_bytes(in_a_zip(b"nothing of the kind") + bytes(range(256)) * 40)
    assert search.hits(tmp_path, [WORD], MARKER) == []


@pytest.mark.deep
@pytest.mark.browser
def test_every_canary_stays_with_its_owner_and_comes_back_to_them(tmp_path: Path):
    found = canaries.run(tmp_path)
    assert found.trouble == []
    assert len(found.kept) >= 40
    (tmp_path / "data" / "forgotten.log").write_bytes(base64.b64encode(found.kept[0].word.encode()))
    assert len(list(canaries.loose(tmp_path, found.kept))) == 1
