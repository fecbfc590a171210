"""Makes keys.json: every key operation with keys known to everybody, and what has to be refused, for both languages.

Sealing is never the same twice, so the file holds what was sealed once. WAYMEET_WRITE_VECTORS=1 makes it anew:
`WAYMEET_WRITE_VECTORS=1 pytest tests/vectors/test_keys.py`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from waymeet.accounts.keys import WRAP
from waymeet.kernel import casefiles, sealing
from waymeet.kernel.casefiles import CaseKey

FILE = Path(__file__).parent / "keys.json"
MEMBER, TEAM, OTHER = (bytes(range(first, first + 32)) for first in (1, 65, 129))
FILE_KEY = bytes(range(200, 232))
SECRET = bytes(range(16))
ACCOUNT, CASE, RECORD, ELSEWHERE = (f"6f1f4f5e-0000-4000-8000-00000000000{n}" for n in range(1, 5))
CONTENTS: list[dict[str, Any]] = [
    {},
    {"kind": "note", "day": "2026-11-26", "words": "¿Quién llama? 🌱"},
    {"kind": "plan", "steps": ["a ride", "an ID"], "done": False, "count": 3},
]
DERIVED = [
    (SECRET, "waymeet handoff handle v1", 16),
    (SECRET, "waymeet handoff document v1", 32),
    (MEMBER, "waymeet sheets in hand v1", 32),
    (b"\x0b" * 22, "", 42),  # RFC 5869, A.3
]


def public_of(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def _sealed(name: str, private: bytes, purpose: str, place: list[str], plain: bytes) -> dict[str, Any]:
    sealed = sealing.seal(public_of(private), plain, info=purpose.encode(), aad=sealing.bind(*place))
    said = {"name": name, "private": private.hex(), "purpose": purpose, "place": place}
    return {**said, "sealed": sealed.hex(), "plain": plain.hex()}


def _all_sealed() -> list[dict[str, Any]]:
    padded = sealing.pad('{"name":"Ñ","contact_point":"518"}'.encode(), 512)
    case_key = casefiles.CASE_KEY.decode()
    return [
        _sealed("team key to a member", MEMBER, WRAP.decode(), ["team key", "casework", "2", ACCOUNT], TEAM),
        _sealed("file's key to a team", TEAM, case_key, ["case key", "casework", "2", CASE, "1"], FILE_KEY),
        _sealed("introduction", TEAM, "waymeet introduction v1", ["introduction", RECORD, "1", "2"], padded),
        _sealed("slot", TEAM, "waymeet care slot v1", ["slot", "2026-11"], bytes(352)),
        _sealed("note in a slot", TEAM, "waymeet care note v1", ["note", "2026-11"], sealing.pad(b"", 256)),
    ]


def _record(content: dict[str, Any], version: int) -> dict[str, Any]:
    key = CaseKey(UUID(CASE), 1, FILE_KEY)
    sealed = casefiles.seal_record(key, "casework record", UUID(RECORD), version, content)
    said = {"key": FILE_KEY.hex(), "case": CASE, "generation": 1, "store": "casework record", "record": RECORD}
    return {**said, "version": version, "sealed": sealed.hex(), "content": content}


def _wrapped() -> dict[str, Any]:
    place = ["account", ACCOUNT, "private key", "1"]
    wrapped = sealing.wrap(FILE_KEY, MEMBER, aad=sealing.bind(*place))
    return {
        "name": "private key", "key": FILE_KEY.hex(), "place": place, "sealed": wrapped.hex(), "plain": MEMBER.hex()
    }  # fmt: skip


def _changed(sealed: str, marks: tuple[int, ...]) -> Iterator[tuple[str, str]]:
    """One bit flipped in every part, cut at every seam, and longer at either end."""
    whole = bytes.fromhex(sealed)
    for at in (*marks, len(whole) - 1):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << (at % 8)
        yield f"bit {at % 8} of byte {at} flipped", flipped.hex()
    for length in sorted({0, 1, 11, *marks, len(whole) - 16, len(whole) - 1}):
        yield f"cut to {length} bytes", whole[:length].hex()
    yield "one byte longer", (whole + b"\0").hex()
    yield "one byte before", (b"\0" + whole).hex()


def _refused(case: dict[str, Any], marks: tuple[int, ...], other: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """`case` with one thing changed each time: its bytes, or where and how somebody tries to open it."""
    known = {name: value for name, value in case.items() if name not in ("plain", "content")}
    for why, sealed in _changed(case["sealed"], marks):
        yield {**known, "why": why, "sealed": sealed}
    for change in other:
        yield {**known, **change, "why": f"another {', '.join(change)}"}


def _places(place: list[str]) -> list[dict[str, Any]]:
    """Each part of a place changed, one left out, one more, and the seam between two moved."""
    moved = [*place[:-2], place[-2] + place[-1][:1], place[-1][1:]]
    changed = [[*place[:at], "x" + part, *place[at + 1 :]] for at, part in enumerate(place)]
    return [{"place": to} for to in (*changed, place[:-1], [*place, ""], moved)]


def vectors() -> dict[str, Any]:
    sealed, wrapped = _all_sealed(), _wrapped()
    records = [_record(content, version) for version, content in enumerate(CONTENTS, 1)]
    elsewhere = [{"private": OTHER.hex()}, {"purpose": "waymeet team key v0"}]
    record_elsewhere: list[dict[str, Any]] = [
        {"key": MEMBER.hex()}, {"key": FILE_KEY[:16].hex()}, {"case": ELSEWHERE}, {"record": ELSEWHERE},
        {"store": "participants record"}, {"version": 1}, {"version": 3}, {"generation": 2},
        {"sealed": "00" + records[1]["sealed"][2:]}, {"sealed": "02" + records[1]["sealed"][2:]},
        {"sealed": records[0]["sealed"]}, {"sealed": records[1]["sealed"][:122] + records[2]["sealed"][122:]},
    ]  # fmt: skip
    wrap_elsewhere = [{"key": MEMBER.hex()}, {"key": FILE_KEY[:16].hex()}, *_places(wrapped["place"])]
    return {
        "sealed": sealed,
        "records": records,
        "wrapped": [wrapped],
        "derived": [
            {"secret": secret.hex(), "purpose": purpose, "length": length,
             "bytes": sealing.derive(secret, purpose.encode(), length=length).hex()}
            for secret, purpose, length in DERIVED
        ],
        "refused": {
            "sealed": [no for case in sealed[:2] for no in _refused(case, (0, 31, 32), elsewhere + _places(case["place"]))],
            "records": list(_refused(records[1], (0, 1, 12, 13, 45, 60, 61, 73), record_elsewhere)),
            "wrapped": list(_refused(wrapped, (0, 12), wrap_elsewhere)),
        },
    }  # fmt: skip
