"""The table of security requirements is whole, points at tests that exist, and some requirements are held right here."""

import re
from pathlib import Path

import pytest

from waymeet.commands.pages import asvs_page

ROOT = Path(__file__).resolve().parents[2]
CODE = [path for path in (ROOT / "waymeet").rglob("*.py") if "migrations" not in path.parts]
PHONE = list((ROOT / "field/src").rglob("*.ts*"))
ROWS = [row for _title, rows in asvs_page.chapters().values() for row in rows]

# section -> the levels of its requirements in order, as in the standard; those above our aim are left out
SECTIONS = {
    "6.1": "122", "6.2": "111111112222", "6.3": "1122", "6.4": "1122", "6.5": "22222", "6.6": "222", "6.8": "2222",
    "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22",
    "8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
    "11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222", "11.5": "23", "11.6": "23", "11.7": "33",
    "14.1": "22", "14.2": "12223333", "14.3": "122",
}  # fmt: skip


def test_every_requirement_up_to_our_level_has_one_line():
    expected = [
        (f"{section}.{at}", int(level)) for section, levels in SECTIONS.items() for at, level in enumerate(levels, 1)
    ]
    assert [(row.number, row.level) for row in ROWS] == expected


def test_every_line_says_where_we_stand_and_why():
    assert {row.state for row in ROWS} == {"met", "not met", "not for us"}
    assert [row.number for row in ROWS if not row.how.endswith((".", ")"))] == []
    assert [row.number for row in ROWS if not row.asks or "|" in row.asks + row.how] == []


@pytest.mark.parametrize("test", sorted({test for row in ROWS for test in row.tests}))
def test_every_test_that_is_named_exists(test: str):
    file, _, name = test.partition("::")
    text = (ROOT / file).read_text(encoding="utf-8")
    assert (f"def {name}(" if file.endswith(".py") else f'"{name}"') in text


def naming(pattern: str, files: list[Path]) -> set[str]:
    return {str(path.relative_to(ROOT)) for path in files if re.search(pattern, path.read_text(encoding="utf-8"))}


def test_asvs_8_2_3_no_form_or_shape_takes_whatever_fields_a_table_has():
    assert naming(r"__all__[\"']\s*$|ModelForm|ModelSchema|create_schema|exclude = ", CODE) == set()


def test_asvs_11_2_1_cryptography_is_used_in_few_places():
    """Rooms ask the kernel; sign-in, the gate, certificates and the thief of the seizure drill touch a primitive."""
    using = naming(r"(?m)^\s*(from|import) (cryptography|argon2|nacl|Crypto|jwt)\b", CODE)
    few = (
        "waymeet/kernel/",
        "waymeet/accounts/",
        "waymeet/consent/",
        "waymeet/demo/",
        "waymeet/commands/certificates.py",
        "waymeet/commands/seizure/reading.py",
    )
    assert {path for path in using if not path.startswith(few)} == set()
    assert "waymeet/kernel/sealing.py" in using


def test_asvs_11_3_1_no_weak_mode_or_hash_is_named_anywhere():
    weak = r"\b(md5|MD5|sha1|SHA1|ECB|CBC|PKCS1v15|RC4|ARC4|TripleDES|DES)\b"
    signed_by_the_carrier = "waymeet/organizing/messages/texting.py"  # HMAC-SHA1 is how the protocol signs (0033)
    as_a_funder_asks = (
        "waymeet/care/codes/formulas.py"  # the eUCI is a SHA-1; it is made in memory and kept nowhere (0042)
    )
    assert naming(weak, CODE + PHONE) == {signed_by_the_carrier, as_a_funder_asks}


def test_asvs_11_5_1_nothing_secret_comes_from_a_source_that_can_be_guessed():
    """Invented evenings and the pauses between two tries may be left to plain chance."""
    plain_chance = (
        r"(?m)(?<![\w.])random\.(?!SystemRandom\b)\w+\(|^from random import|numpy\.random|np\.random|Math\.random"
    )
    guessed = naming(plain_chance, CODE + PHONE)
    assert {path for path in guessed if not path.startswith("waymeet/demo/")} == {"field/src/core/surroundings.ts"}
