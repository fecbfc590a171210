"""What a phone sealed opens here, byte for byte, and what is written down still matches the code on both sides."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.vectors import make_seal
from waymeet.care.naloxone.rules import Kind, Met, read_slot, set_hash
from waymeet.kernel import sealing
from waymeet.kernel.errors import CannotOpen
from waymeet.organizing.contacts import words

HERE = Path(__file__).parent
PHONE = json.loads((HERE / "seal_phone.json").read_text(encoding="utf-8"))
PRIVATE = bytes.fromhex(PHONE["private"])


def _opened(sealed: str, info: bytes, *place: str) -> bytes:
    return sealing.unseal(PRIVATE, bytes.fromhex(sealed), info=info, aad=sealing.bind(*place))


def test_the_written_vectors_are_what_the_code_makes() -> None:
    written, made = json.loads(make_seal.FILE.read_text(encoding="utf-8")), make_seal.vectors()
    for part in ("private", "public", "epoch", "binds", "pads"):
        assert written[part] == made[part]
    assert [slot["facts"] for slot in written["slots"]] == [slot["facts"] for slot in made["slots"]]


@pytest.mark.parametrize("case", PHONE["sealed"])
def test_a_phones_sealed_words_open_only_at_their_place(case: dict) -> None:
    purpose = case["purpose"].encode()
    assert _opened(case["sealed"], purpose, *case["place"]).decode() == case["words"]
    with pytest.raises(CannotOpen):
        _opened(case["sealed"], purpose, *case["place"], "elsewhere")
    with pytest.raises(CannotOpen):
        _opened(case["sealed"], b"another purpose", *case["place"])


@pytest.mark.parametrize("case", PHONE["words"], ids=lambda case: case["kind"])
def test_words_of_a_week_open_as_the_servers_own_and_only_for_their_row_and_person(case: dict) -> None:
    place = case["kind"], case["row"], case["about"], PHONE["epoch"]
    padded = _opened(case["sealed"], words.INFO, *place)
    assert len(padded) in words.SIZES
    assert json.loads(sealing.unpad(padded)) == case["said"]
    with pytest.raises(CannotOpen):
        _opened(case["sealed"], words.INFO, case["kind"], case["about"], case["row"], PHONE["epoch"])


@pytest.mark.parametrize("case", PHONE["slots"])
def test_a_phones_slot_reads_as_it_was_meant(case: dict) -> None:
    assert len(bytes.fromhex(case["sealed"])) == 400
    plain = _opened(case["sealed"], b"waymeet care slot v1", "slot", PHONE["epoch"])
    slot = read_slot(plain)
    note = _opened(slot.note.hex(), b"waymeet care note v1", "note", PHONE["epoch"])
    assert len(note) == 256
    assert sealing.unpad(note).decode() == case["note"]
    kits = case["kits"]
    if kits is None:
        assert slot.kind is Kind.EMPTY
        assert not any(plain[1:48])
        return
    assert slot.kind is (Kind.TAKEN_BACK if kits.get("takenBack") else Kind.HANDED_OUT)
    assert (slot.area, slot.iso_week) == (case["area"], case["week"])
    assert slot.items == dict(kits["items"])
    assert slot.barriers == frozenset(kits["barriers"])
    assert slot.met == (Met(**kits["met"]) if "met" in kits else None)


def test_a_phones_signature_is_over_the_exact_bytes() -> None:
    signed = PHONE["signed"]
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(signed["public"]))
    key.verify(base64.b64decode(signed["signature"]), signed["body"].encode())


def test_a_sealed_bundle_opens_with_the_teams_key() -> None:
    bundle = PHONE["bundle"]
    sealed_key = base64.b64decode(bundle["sealed_key"]).hex()
    key = _opened(sealed_key, b"waymeet bundle v1", "bundle", bundle["device"])
    records = [
        sealing.unwrap(key, base64.b64decode(record), aad=bundle["device"].encode()).decode()
        for record in bundle["records"]
    ]
    assert records == PHONE["bundle_records"]


def test_the_phones_hash_of_a_set_of_slots_is_the_servers() -> None:
    digests = [bytes.fromhex(digest) for digest in PHONE["set"]["digests"]]
    assert set_hash(digests) == PHONE["set"]["hash"]
