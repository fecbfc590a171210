"""What else is to go when somebody is let go: apps above say so once, while starting. Contacts knows none of them."""

from collections.abc import Callable
from uuid import UUID

Goes = Callable[[UUID], None]
_also: list[Goes] = []


def when_somebody_goes(also: Goes) -> None:
    if also not in _also:
        _also.append(also)


def they_go(contact_id: UUID) -> None:
    """Inside the transaction of `people.forget`."""
    for also in _also:
        also(contact_id)
