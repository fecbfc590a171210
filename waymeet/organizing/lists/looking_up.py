"""From what a list asks to the people who are on it: one question to the database, whatever is asked."""

import operator
from functools import reduce
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.organizing.contacts import guarded
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.lists.conditions import CLASSED, EVERY
from waymeet.organizing.lists.conditions.kind import Found, Looking
from waymeet.organizing.lists.rules import Asked, Condition


def looking(kinds: frozenset[str], *, by: Person, keyring: Keyring | None) -> Looking:
    """Guarded groups are opened only for a list that asks of one, and only for whoever may know of any."""
    check(by, May.MAKE_LISTS)
    if not kinds & CLASSED or keyring is None or not can(by, May.READ_GUARDED):
        return Looking(clock.today(), by=by)
    return Looking(clock.today(), {one.id: one for one in guarded.every(by=by, keyring=keyring)}, by)


def people(asked: Asked, look: Looking) -> QuerySet[Contact]:
    rows = Contact.objects.all()
    for one in asked.all:
        rows = rows.filter(_said_of(_found(one, look)))
    if asked.any:
        rows = rows.filter(reduce(operator.or_, [_said_of(_found(one, look)) for one in asked.any]))
    for one in asked.none:
        found = _found(one, look)
        rows = rows.filter(~found.where if found.where is not None else ~_there(found))
    return rows


def one_alone(one: Condition, look: Looking) -> QuerySet[Contact]:
    """Whoever meets this condition, whatever else is asked."""
    return people(Asked(all=(one,)), look)


def _found(one: Condition, look: Looking) -> Found:
    return EVERY[one.kind].find(one.parts, look)


def _said_of(found: Found) -> Q:
    """A column of the person's row where there is one, else that a table has them. Each has an index of its own."""
    return found.where if found.where is not None else Q(pk__in=found.people)


def _there(found: Found) -> Any:
    """NOT EXISTS, looked up by an index for each row; NOT IN would build a set of everybody on PostgreSQL."""
    return Exists(found.rows.order_by().filter(**{found.column: OuterRef("pk")}))
