"""Every key operation opens what is written down, and refuses what is written down as changed; the phone's tests too."""

import json
import os
from uuid import UUID

import pytest

from tests.vectors import make_keys
from waymeet.kernel import casefiles, sealing
from waymeet.kernel.casefiles import CaseKey
from waymeet.kernel.errors import CannotOpen

if os.environ.get("WAYMEET_WRITE_VECTORS") == "1":
    text = json.dumps(make_keys.vectors(), indent=1, ensure_ascii=False)
    make_keys.FILE.write_text(text + "\n", encoding="utf-8")
WRITTEN = json.loads(make_keys.FILE.read_text(encoding="utf-8"))
MADE = make_keys.vectors()


def unsealed(case: dict) -> bytes:
    private, sealed = bytes.fromhex(case["private"]), bytes.fromhex(case["sealed"])
    return sealing.unseal(private, sealed, info=case["purpose"].encode(), aad=sealing.bind(*case["place"]))


def unwrapped(case: dict) -> bytes:
    return sealing.unwrap(bytes.fromhex(case["key"]), bytes.fromhex(case["sealed"]), aad=sealing.bind(*case["place"]))


def opened(case: dict) -> dict:
    key = CaseKey(UUID(case["case"]), case["generation"], bytes.fromhex(case["key"]))
    sealed = bytes.fromhex(case["sealed"])
    return casefiles.open_record(key, case["store"], UUID(case["record"]), case["version"], sealed)


def named(case: dict) -> str:
    return f"{case.get('name', 'record')}: {case.get('why', case.get('version', ''))}"


@pytest.mark.parametrize("vectors", [WRITTEN, MADE], ids=["written", "made now"])
def test_everything_opens_to_what_was_sealed(vectors: dict) -> None:
    for case in vectors["sealed"]:
        assert unsealed(case).hex() == case["plain"]
    for case in vectors["wrapped"]:
        assert unwrapped(case).hex() == case["plain"]
    for case in vectors["records"]:
        assert opened(case) == case["content"]


def test_what_is_written_is_what_the_code_would_make() -> None:
    def without_bytes(value: object) -> object:
        if isinstance(value, dict):
            return {
                name: without_bytes(inner)
                for name, inner in value.items()
                if name != "sealed" or isinstance(inner, list)
            }
        return [without_bytes(inner) for inner in value] if isinstance(value, list) else value

    assert without_bytes(WRITTEN) == without_bytes(MADE)


@pytest.mark.parametrize("case", WRITTEN["derived"], ids=lambda case: case["purpose"] or "RFC 5869, A.3")
def test_one_secret_gives_the_same_keys_and_names(case: dict) -> None:
    secret = bytes.fromhex(case["secret"])
    assert sealing.derive(secret, case["purpose"].encode(), length=case["length"]).hex() == case["bytes"]


def test_derived_is_what_the_standard_says() -> None:
    """RFC 5869, A.3: no salt and no info."""
    okm = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    assert sealing.derive(b"\x0b" * 22, b"", length=42).hex() == okm
    assert sealing.derive(b"\x0b" * 22, b"").hex() == okm[:64]


@pytest.mark.parametrize("case", WRITTEN["refused"]["sealed"], ids=named)
def test_a_changed_sealed_value_is_refused(case: dict) -> None:
    with pytest.raises(CannotOpen):
        unsealed(case)


@pytest.mark.parametrize("case", WRITTEN["refused"]["wrapped"], ids=named)
def test_a_changed_wrapped_value_is_refused(case: dict) -> None:
    with pytest.raises(CannotOpen):
        unwrapped(case)


@pytest.mark.parametrize("case", WRITTEN["refused"]["records"], ids=named)
def test_a_changed_record_is_refused(case: dict) -> None:
    with pytest.raises(CannotOpen):
        opened(case)
