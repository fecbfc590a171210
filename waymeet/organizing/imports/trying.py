"""What a dry run would have written so far, packed: a later row meets people as the list would have left them."""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from waymeet.organizing.contacts.models import Contact

KEPT = ("name", "chosen_name", "pronouns", "address", "reach_when", "languages", "not_by", "folded")
Points = set[tuple[str, str]]  # (kind, as compared)


class Trial:
    """Some hundred bytes for each person who would be new or changed."""

    def __init__(self) -> None:
        self.left: dict[bytes, bytes] = {}

    def leave(self, contact: Contact, points: Points) -> None:
        fields = [getattr(contact, name) for name in KEPT]
        self.left[contact.pk.bytes] = msgspec.msgpack.encode((fields, sorted(points)))

    def stand(self, who: Iterable[UUID], contacts: dict[UUID, Contact], had: dict[UUID, Points]) -> None:
        """Puts them among the people and numbers that stand in the rows."""
        for one in who:
            if (left := self.left.get(one.bytes)) is not None:
                fields, points = msgspec.msgpack.decode(left, type=tuple[list[str], list[tuple[str, str]]])
                contacts[one] = Contact(pk=one, **dict(zip(KEPT, fields, strict=True)))
                had[one] = set(points)
