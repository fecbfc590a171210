"""Writes seal.json: what the server's seal makes with keys that are known to everybody, for the phone to open.

Run with: python -m tests.vectors.make_seal
"""

import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from waymeet.care.naloxone.rules import Kind, Met, Slot, slot_bytes
from waymeet.kernel import sealing

FILE = Path(__file__).parent / "seal.json"
PRIVATE = bytes(range(1, 33))
EPOCH = "2026-11"
WORDS = ["", "kits", "¿Quién llama? 🌱"]
PLACES = [
    ["visit", "019a0000-0000-7000-8000-000000000001", "1", "1"],
    ["bundle", "6f1f4f5e-0000-4000-8000-000000000002"],
    ["", "ñ"],
]
SLOTS = [
    {"kits": None, "area": 7, "week": "2026-W47", "note": ""},
    {
        "kits": {"items": [[1, 2], [300, 255]], "barriers": [1, 8]},
        "area": 7,
        "week": "2026-W47",
        "note": "Asks for strips next time",
    },
    {
        "kits": {"items": [[n, n] for n in range(1, 9)], "barriers": [], "takenBack": True},
        "area": 65535,
        "week": "2020-W53",
        "note": "¡Gracias!",
    },
    {
        "kits": {"items": [[1, 1]], "barriers": [], "met": {"people": 1}},
        "area": 0,
        "week": "2026-W48",
        "note": "",
    },
    {
        "kits": {"items": [], "barriers": [2], "met": {"people": 3}},
        "area": 12,
        "week": "2026-W48",
        "note": "",
    },
    {
        "kits": {
            "items": [[1, 50]],
            "barriers": [1, 8],
            "met": {"people": 255, "secondary": True, "reached": 65535, "reason": 5, "code": "BCD2344"},
        },
        "area": 12,
        "week": "2026-W48",
        "note": "Por la vía",
    },
    {
        "kits": {"items": [[1, 1]], "barriers": [], "takenBack": True, "met": {"people": 0, "reason": 2}},
        "area": 12,
        "week": "2026-W48",
        "note": "",
    },
]


def _sealed(public: bytes, words: str, place: list[str]) -> dict[str, object]:
    sealed = sealing.seal(public, words.encode(), info=b"waymeet door note v1", aad=sealing.bind(*place))
    return {"purpose": "waymeet door note v1", "place": place, "words": words, "sealed": sealed.hex()}


def _facts(said: dict) -> Slot:
    kits = said["kits"]
    if kits is None:
        return Slot(Kind.EMPTY)
    year, week = map(int, said["week"].split("-W"))
    kind = Kind.TAKEN_BACK if kits.get("takenBack") else Kind.HANDED_OUT
    met = Met(**kits["met"]) if "met" in kits else None
    return Slot(kind, said["area"], year, week, dict(kits["items"]), frozenset(kits["barriers"]), met=met)


def _slot(public: bytes, said: dict) -> dict[str, object]:
    note = sealing.pad(said["note"].encode(), 256)
    inner = sealing.seal(public, note, info=b"waymeet care note v1", aad=sealing.bind("note", EPOCH))
    facts = slot_bytes(_facts(said))
    sealed = sealing.seal(public, facts + inner, info=b"waymeet care slot v1", aad=sealing.bind("slot", EPOCH))
    return {**said, "facts": facts.hex(), "sealed": sealed.hex()}


def vectors() -> dict[str, object]:
    public = X25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()
    return {
        "private": PRIVATE.hex(),
        "public": public.hex(),
        "epoch": EPOCH,
        "binds": [{"place": place, "bytes": sealing.bind(*place).hex()} for place in PLACES],
        "pads": [{"words": words, "size": 64, "bytes": sealing.pad(words.encode(), 64).hex()} for words in WORDS],
        "sealed": [_sealed(public, words, place) for words in WORDS for place in PLACES],
        "slots": [_slot(public, said) for said in SLOTS],
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(vectors(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
