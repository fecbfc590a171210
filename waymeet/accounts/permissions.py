"""May this person do that? Refused unless the table in roles.py says yes."""

from waymeet.accounts.people import Person
from waymeet.accounts.roles import MAY, May
from waymeet.kernel.errors import NotAllowed


def can(person: Person | None, permission: May) -> bool:
    return person is not None and any(permission in MAY[role] for role in person.roles)


def check(person: Person | None, permission: May) -> None:
    if not can(person, permission):
        raise NotAllowed
