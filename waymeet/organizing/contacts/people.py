"""Keeping people who chose to be known: add, change, reach, write down what happened, let go.

Each verb is one transaction with one line in the audit: who, which person, never a value. Words about somebody are
sealed to the organizers; what is guarded is in waymeet.organizing.contacts.guarded.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

import phonenumbers
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock, erasure
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.kernel.finding import folded
from waymeet.organizing.contacts import filing, guarded, leaving, words
from waymeet.organizing.contacts.models import Contact, ContactPoint, Entry, Group, Household, Membership, Relation
from waymeet.organizing.contacts.models import Saying as Says
from waymeet.organizing.models import AuditLine

ENTRY = "entry"
TYPED = ("name", "chosen_name", "pronouns", "languages", "reach_by", "reach_when", "not_by", "address", "source")
NOT_SEEN = (Entry.Kind.NOTE, Entry.Kind.TRIED, Entry.Kind.MESSAGE)  # nobody was met or spoken to
SHORTEST, WHOLE = 7, 10  # digits of a phone number; with everything before it
NOT_A_DIGIT = re.compile(r"\D")
HERE = "US"  # where a number without a country is from


def add(*, said: Mapping[str, Any], by: Person) -> UUID:
    """Somebody who chose to be known. Any part of it may be empty, but not all: nobody could be found again."""
    check(by, May.SEE_CONTACTS)
    row = Contact(**_typed(said))
    points = _points(said)
    if not (row.name or row.chosen_name or points or row.address):
        raise BadInput(_("Write down one thing to find them by: a name, a way to reach them, or where they live."))
    row.folded = _folded(row)
    with transaction.atomic(using="organizing"):
        row.save(force_insert=True)
        _put_points(row, points)
        filing.file([row])
        _put_sayings(row, said.get("sayings", ()))
        _note("contact.add", by, row.pk)
    return row.pk


def change(*, contact_id: UUID, said: Mapping[str, Any], by: Person) -> None:
    check(by, May.SEE_CONTACTS)
    with transaction.atomic(using="organizing"):
        row = _locked(contact_id)
        for name, value in _typed(said).items():
            setattr(row, name, value)
        row.folded = _folded(row)
        row.save()
        _put_points(row, _points(said))
        filing.file([row])
        _put_sayings(row, said.get("sayings", ()))
        _note("contact.change", by, row.pk)


def happened(*, contact_id: UUID, kind: str, said: str, day: dt.date, by: Person) -> None:
    """Something that happened with somebody; the words, if any, are sealed."""
    check(by, May.SEE_CONTACTS)
    if kind not in Entry.Kind.values or (kind == Entry.Kind.NOTE and not said.strip()):
        raise BadInput(_("Say what happened; a note needs words."))
    if day > clock.today():
        raise BadInput(_("Choose a day that is not in the future."))
    row = Entry(contact_id=contact_id, kind=kind, day=day, by=by.id)
    if said.strip():
        row.epoch, row.sealed = words.sealed(ENTRY, row.pk, contact_id, {"words": said.strip()})
    with transaction.atomic(using="organizing"):
        known = _locked(contact_id)
        row.save(force_insert=True)
        if kind not in NOT_SEEN and day > known.seen_on:
            Contact.objects.filter(pk=contact_id).update(seen_on=day)
        _note("contact.happened", by, contact_id)


def refuse(*, contact_id: UUID, channel: str, by: Person) -> None:
    """They asked not to be reached so; it holds everywhere until they say otherwise."""
    check(by, May.SEE_CONTACTS)
    if channel not in Contact.Channel.values:
        raise BadInput(_("Say how they do not want to be reached."))
    with transaction.atomic(using="organizing"):
        row = _locked(contact_id)
        row.not_by = " ".join(one for one in Contact.Channel.values if one in {*row.refused, channel})
        row.save(update_fields=["not_by"])
        filing.file([row])
        _note("contact.refuse", by, contact_id)


def number_is_wrong(*, point_id: UUID, by: Person) -> None:
    """A number or an email that does not reach them; it stays written down, and is used no more."""
    check(by, May.SEE_CONTACTS)
    with transaction.atomic(using="organizing"):
        point = ContactPoint.objects.filter(pk=point_id).first()
        if point is None:
            raise NotFound
        ContactPoint.objects.filter(pk=point_id).update(works=False)
        _note("contact.change", by, point.contact_id)


def words_of(row: Entry, keyring: Keyring) -> str:
    """What was written down; CannotOpen for whoever does not hold the organizers' key."""
    if row.sealed is None:
        return ""
    return words.opened(ENTRY, row.pk, row.contact_id, row.epoch, row.sealed, keyring)["words"]


def relate(*, one: UUID, other: UUID, kind: str, by: Person) -> None:
    check(by, May.SEE_CONTACTS)
    if kind not in Relation.Kind.values or one == other:
        raise BadInput(_("Choose somebody else, and what they are to each other."))
    with transaction.atomic(using="organizing"):
        _locked(one), _locked(other)
        Relation.objects.get_or_create(one_id=one, other_id=other, kind=kind)
        _note("contact.relate", by, one)


def live_together(*, one: UUID, other: UUID, by: Person) -> None:
    """They share a household: the one that either has, or a new one."""
    check(by, May.SEE_CONTACTS)
    with transaction.atomic(using="organizing"):
        first, second = _locked(one), _locked(other)
        home = first.household or second.household or Household.objects.create()
        left = second.household_id
        Contact.objects.filter(pk__in=(one, other)).update(household=home)
        _empty(left)
        _note("contact.household", by, one)


def belong(*, contact_id: UUID, group_id: UUID, role: str, by: Person) -> None:
    check(by, May.SEE_CONTACTS)
    with transaction.atomic(using="organizing"):
        if not Group.objects.filter(pk=group_id).exists():
            raise NotFound
        Membership.objects.update_or_create(
            group_id=group_id, contact=_locked(contact_id), defaults={"role": role.strip()}
        )
        _note("group.join", by, contact_id)


def belong_no_more(*, contact_id: UUID, group_id: UUID, by: Person) -> None:
    check(by, May.SEE_CONTACTS)
    with transaction.atomic(using="organizing"):
        Membership.objects.filter(contact_id=contact_id, group_id=group_id).delete()
        _note("group.leave", by, contact_id)


def make_group(*, name: str, kind: str, by: Person) -> UUID:
    check(by, May.SEE_CONTACTS)
    if not name.strip() or kind not in Group.Kind.values:
        raise BadInput(_("Give the group a name, and say what kind it is."))
    with transaction.atomic(using="organizing"):
        made = Group.objects.create(name=name.strip(), kind=kind)
        _note("group.make", by, made.pk)
    return made.pk


def forget(*, contact_id: UUID, by: Person, keyring: Keyring) -> None:
    """They want to go: out of every guarded group, then everything about them. Nobody can bring it back."""
    check(by, May.READ_GUARDED)
    with transaction.atomic(using="organizing"):
        home = _locked(contact_id).household_id
        guarded.forget(contact_id, keyring)
        leaving.they_go(contact_id)
        erasure.erase(Contact.objects.filter(pk=contact_id))
        _empty(home)
        _note("contact.forget", by, contact_id)


def _empty(home: UUID | None) -> None:
    """A household goes with the last person in it."""
    if home and not Contact.objects.filter(household=home).exists():
        Household.objects.filter(pk=home).delete()


def _typed(said: Mapping[str, Any]) -> dict[str, str]:
    return {name: " ".join(str(said[name] or "").split()) for name in TYPED if name in said}


def _folded(row: Contact) -> str:
    return folded(f"{row.chosen_name} {row.name}".strip())[:200]


def _points(said: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(kind, as written, as compared) of every phone and email, one a line."""
    kinds = (("phones", ContactPoint.Kind.PHONE), ("emails", ContactPoint.Kind.EMAIL))
    lines = [(kind, line.strip()) for name, kind in kinds for line in str(said.get(name) or "").splitlines()]
    found = [(str(kind), line, point_folded(kind, line)) for kind, line in lines if line]
    for row, (kind, line, point) in enumerate(found, 1):
        if (kind == ContactPoint.Kind.EMAIL and "@" not in line) or (
            kind == ContactPoint.Kind.PHONE and len(point) < SHORTEST
        ):
            what = _("phone number") if kind == ContactPoint.Kind.PHONE else _("email")
            raise BadInput(
                _("Line %(row)s is no %(what)s we know. Correct it, or leave it out.") % {"row": row, "what": what}
            )
    return found


@lru_cache(maxsize=20_000)
def point_folded(kind: str, value: str) -> str:
    """A number as its digits, however it is written and without extension; our own country's code is left off.

    An email in small letters. What is no number at all is compared by its digits.
    """
    if kind == ContactPoint.Kind.EMAIL:
        return value.casefold()
    try:
        number = phonenumbers.parse(value, HERE)
    except phonenumbers.NumberParseException:
        return NOT_A_DIGIT.sub("", value)
    code = "" if number.country_code == phonenumbers.country_code_for_region(HERE) else str(number.country_code)
    return f"{code}{number.national_number}"


def end_of_a_number(word: str) -> str:
    """The digits somebody remembers a number by. A whole number is read as it is kept; its end keeps its zeros."""
    digits = NOT_A_DIGIT.sub("", word)
    return digits if len(digits) < WHOLE else point_folded(ContactPoint.Kind.PHONE, word)


def _put_points(row: Contact, points: Iterable[tuple[str, str, str]]) -> None:
    wanted = {(kind, point): value for kind, value, point in points}
    for known in row.points.all():
        if (known.kind, known.folded) not in wanted:
            known.delete()
    for (kind, point), value in wanted.items():
        row.points.update_or_create(kind=kind, folded=point, defaults={"value": value})


def _put_sayings(row: Contact, sayings: Iterable[str]) -> None:
    wanted = set(sayings) & set(Says.What.values) - guarded.sayings_guarded()
    row.sayings.exclude(what__in=wanted).delete()
    for what in sorted(wanted):
        row.sayings.get_or_create(what=what)


def _locked(contact_id: UUID) -> Contact:
    row = Contact.objects.select_for_update().filter(pk=contact_id).first()
    if row is None:
        raise NotFound
    return row


def _note(verb: str, by: Person, subject: UUID | str = "") -> None:
    audit.write(AuditLine, who=by.id, verb=verb, subject=subject)
