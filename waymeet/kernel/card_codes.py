"""A participant's own code: six random signs and one that catches a slip of the pen. It only finds."""

import secrets

from waymeet.kernel.codes import ALPHABET, typed

SIGNS = 6  # 28^6: 29 bits, for a code that opens nothing and whose hash is keyed by a team's secret
LENGTH = SIGNS + 1


def new_code() -> str:
    signs = "".join(secrets.choice(ALPHABET) for _sign in range(SIGNS))
    return signs + check_sign(signs)


def check_sign(signs: str) -> str:
    """ISO 7064's hybrid system (modulus 29, 28) over our 28 signs: finds every single wrong sign."""
    base = len(ALPHABET)
    product = base
    for sign in signs:
        total = (product + ALPHABET.index(sign)) % base or base
        product = total * 2 % (base + 1)
    return ALPHABET[(base + 1 - product) % base]


def is_code(code: str) -> bool:
    fits = len(code) == LENGTH and set(code) <= set(ALPHABET)
    return fits and check_sign(code[:SIGNS]) == code[SIGNS]


def as_found(text: str) -> str:
    """The code in what was typed, scanned or opened; "" for what is none."""
    code = typed(text)
    return code if is_code(code) else ""


def shown(code: str) -> str:
    """As on the card: BCD-FGHJ."""
    return f"{code[:3]}-{code[3:]}"
