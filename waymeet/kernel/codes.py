"""Short codes that people read out, type and scan: no vowels, so no words; no signs that look alike."""

import secrets

from django.utils.crypto import salted_hmac

ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 8  # 28^8: 38 bits, for a code that lives for hours and is tried online only


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def derived_code(purpose: str, name: object) -> str:
    """The same code every time for one thing, from the server's secret key: it can be shown again and is not stored."""
    number = int.from_bytes(salted_hmac(purpose, str(name), algorithm="sha256").digest(), "big")
    signs = []
    for _sign in range(LENGTH):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


def typed(code: str) -> str:
    """As stored: capitals, without the spaces and dashes people put in."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def code_hash(code: str) -> bytes:
    """What is kept of a code: 32 bytes, keyed by the server's secret, which lies in no database and in no backup.

    38 bits without a key are tried out in minutes by whoever holds the database.
    """
    return salted_hmac("waymeet.codes", typed(code), algorithm="sha256").digest()


def shown(code: str) -> str:
    """In two groups, as on a screen or a poster: BCDF-GHJK."""
    return f"{code[:4]}-{code[4:]}"


def mark() -> str:
    """Tells two servers' secrets apart, and nothing else of them."""
    return salted_hmac("waymeet.codes.mark", "", algorithm="sha256").hexdigest()[:16]
