"""This process's signing key, made known before its first signature."""

import base64
from functools import cache

from waymeet.accounts.models import ServerKey
from waymeet.kernel import signing


@cache
def _known(public: bytes) -> bytes:
    ServerKey.objects.get_or_create(public_key=public)
    return public


def public_key() -> bytes:
    """The public half, 32 bytes; on record from the first time it is asked for."""
    return _known(signing.public_key())


def all_keys() -> list[str]:
    """Every key receipts were ever signed with, base64: a phone verifies old receipts with them too."""
    ServerKey.objects.get_or_create(public_key=signing.public_key())
    return [base64.b64encode(bytes(key)).decode() for key in ServerKey.objects.values_list("public_key", flat=True)]
