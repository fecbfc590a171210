"""The secret of one hand-off: 128 random bits on the participant's receipt, from which everything about it is found."""

from uuid import UUID

from waymeet.kernel.long_codes import BYTES, GROUP, SIGNS, derived, new_secret, read, shown

__all__ = ["BYTES", "GROUP", "SIGNS", "document_key", "handle_of", "new_secret", "read", "shown"]
HANDLE, DOCUMENT = b"waymeet handoff handle v1", b"waymeet handoff document v1"


def handle_of(secret: bytes) -> UUID:
    """What the ledger and the receiving side know it by; a version 4 id, as every random id here."""
    return UUID(bytes=derived(secret, HANDLE, 16), version=4)


def document_key(secret: bytes) -> bytes:
    return derived(secret, DOCUMENT, 32)
