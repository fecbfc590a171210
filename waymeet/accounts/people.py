"""A signed-in person as every room sees them: an id, a name to show, roles. No row, nothing to look up."""

from dataclasses import dataclass
from uuid import UUID

from waymeet.accounts.roles import Role


@dataclass(frozen=True)
class Person:
    """Who acts; services take it as `by`."""

    id: UUID
    name: str
    shown_as: str
    roles: frozenset[Role]
    language: str = "en"


# What the machine itself does at the operator's command line: imports, migrations, the clock.
OPERATOR = Person(UUID(int=0), "operator", "operator", frozenset({Role.ADMINISTRATOR}))
