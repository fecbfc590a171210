"""What takes a merge apart again, in sealed pieces of one size: neither its length nor its parts say what is in it."""

import json
from typing import Any

from waymeet.accounts.keyring import Keyring
from waymeet.organizing.contacts import words
from waymeet.organizing.duplicates.models import Merge, MergePart

PIECE, WHOLE = 3500, 15_000
KIND = "merge"


def keep(merge: Merge, said: dict[str, Any]) -> None:
    text = json.dumps(said)  # plain ASCII, so that a letter is a byte; a quotation mark becomes two at most
    for number, start in enumerate(range(0, len(text), PIECE)):
        part = MergePart(merge=merge, number=number)
        content = {"part": text[start : start + PIECE]}
        content["fill"] = " " * (WHOLE - len(json.dumps(content, ensure_ascii=False)))
        part.epoch, part.sealed = words.sealed(KIND, part.pk, merge.pk, content)
        part.save(force_insert=True)


def opened(merge: Merge, keyring: Keyring) -> dict[str, Any]:
    parts = merge.parts.order_by("number")
    pieces = [words.opened(KIND, part.pk, merge.pk, part.epoch, part.sealed, keyring)["part"] for part in parts]
    found: dict[str, Any] = json.loads("".join(pieces))
    return found
