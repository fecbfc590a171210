"""Messages as the desk shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.phones import names_of
from waymeet.accounts.roles import May
from waymeet.kernel.errors import NotFound
from waymeet.organizing.messages import recipients
from waymeet.organizing.messages.models import Delivery, Message

SHOWN = 100


@dataclass(frozen=True)
class Listed:
    """A message in the list."""

    row: Message
    to: str
    by: str


def sent(*, by: Person) -> list[Listed]:
    """The newest hundred."""
    check(by, May.WRITE_TO_LISTS)
    rows = list(Message.objects.all()[:SHOWN])
    names = names_of({row.by for row in rows})
    return [Listed(row, to_words(row, by=by), names.get(row.by, "")) for row in rows]


def one(*, message_id: UUID, by: Person) -> Message:
    check(by, May.WRITE_TO_LISTS)
    row = Message.objects.filter(pk=message_id).first()
    if row is None:
        raise NotFound
    return row


def to_words(row: Message, *, by: Person) -> str:
    """What the list is called; '' when it is gone, or not this person's to see."""
    check(by, May.WRITE_TO_LISTS)
    try:
        return recipients.name_of(source=row.source, of=row.of, by=by)
    except NotFound:
        return ""


def counted(message: Message) -> dict[str, int]:
    """How many by state and reason, as `sent` or `left_out:shared`: from the rows, or as kept when they are gone."""
    if not Delivery.objects.filter(message=message).exists():
        return dict(message.counts)
    return count(message.pk)


def count(message: UUID) -> dict[str, int]:
    rows: Any = Delivery.objects.filter(message=message).values_list("state", "why").annotate(n=Count("pk"))
    found: dict[str, int] = {}
    for state, why, number in rows.order_by():
        name = f"{state}:{why}" if why else str(state)
        found[name] = found.get(name, 0) + number
    return found


def lines(counts: dict[str, int]) -> list[tuple[Any, Any, int]]:
    """In words: state, reason, how many; in the order of the states."""
    order = list(Delivery.State)
    said = []
    for name, number in counts.items():
        state, _colon, why = name.partition(":")
        said.append((Delivery.State(state), Delivery.Why(why).label if why else "", number))
    return [(state.label, why, number) for state, why, number in sorted(said, key=lambda one: order.index(one[0]))]


def not_gone(message: Message) -> Sequence[Delivery]:
    """Those who did not get it, with the reason: the first hundred."""
    rows = Delivery.objects.filter(message=message, state__in=(Delivery.State.LEFT_OUT, Delivery.State.FAILED))
    return list(rows.select_related("contact").order_by("why", "contact__folded")[:SHOWN])
