"""Before a meeting: what may be said of somebody, one line a class; and releases, one for each agency."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.casefiles import arriving, hand_offs, opening
from waymeet.consent import gate
from waymeet.diversion.casework.room import ROOM
from waymeet.diversion.models import AuditLine
from waymeet.diversion.table import held, rules
from waymeet.diversion.table.held import Kept, Release
from waymeet.kernel import audit
from waymeet.kernel.errors import BadInput
from waymeet.kernel.ids import random_id

LONGEST = 200


@dataclass(frozen=True)
class Standing:
    """A release, and what holds under it now; None when nothing does."""

    release: Release
    scope: gate.Scope | None


@dataclass(frozen=True)
class Prepared:
    """A case as it is prepared for the table."""

    kept: Kept
    releases: Sequence[Standing]


def prepared(*, file_id: int, by: Person, keyring: Keyring) -> Prepared:
    check(by, May.READ_CASES)
    arriving.follow(ROOM, keyring)
    kept = _kept(file_id, keyring)
    with transaction.atomic(using="diversion"):
        audit.write(AuditLine, who=by.id, verb="file.read", subject=file_id)
    scopes = gate.holding(gate.Recipient.OUTSIDE, [one.secret for one in kept.releases])
    standing = [Standing(one, scope) for one, scope in zip(kept.releases, scopes, strict=True)]
    return Prepared(kept, sorted(standing, key=lambda one: (one.scope is None, one.release.agency, one.release.named)))


def say(*, file_id: int, lines: Mapping[str, str], by: Person, keyring: Keyring) -> None:
    """What may be said at the table, by class; an empty line takes it away. The audit sees a note."""
    check(by, May.READ_CASES)
    said = {str(name): " ".join(words.split()) for name, words in lines.items()}
    for name, words in said.items():
        _check_line(name, words)
    arriving.follow(ROOM, keyring)
    kept = _kept(file_id, keyring)
    with transaction.atomic(using="diversion"):
        for name, words in sorted(said.items()):
            before = kept.lines.get(name)
            if words == (before.content["words"] if before else ""):
                continue
            place = (before.record, before.version + 1) if before else (random_id(), 1)
            content = held.written(held.LINE, by, **{"class": name, "words": words})
            opening.put_record(ROOM, kept.opened.row, keyring, place, content)
        audit.write(AuditLine, who=by.id, verb="file.note", subject=file_id)


def _check_line(name: str, words: str) -> None:
    if name not in dict(gate.at_the_table()) or name == gate.DataClass.NAME:
        raise BadInput(_("This is not spoken of at the table."), column=name)
    if len(words) > LONGEST:
        raise BadInput(_("One short line each: at most 200 letters."), column=name)
    if rules.names_a_charge(words):
        raise BadInput(_("Leave out the number of any law: nothing said there may be held against them."), column=name)


def offer(  # noqa: PLR0913 - the elements of a release, each by name
    *,
    file_id: int,
    agency: str,
    named: str,
    classes: Collection[str],
    until: dt.date,
    language: str,
    read_aloud: bool,
    by: Person,
    keyring: Keyring,
) -> UUID:
    """For one agency, which the sheet names. Nothing is told at a yes: each meeting tells, and is listed."""
    check(by, May.READ_CASES)
    if agency not in set(rules.Agency):
        raise BadInput(_("Choose an agency that sits at the table."), column="agency")
    if frozenset(classes) != rules.may_ever_hear(agency, classes):
        raise BadInput(_("Police never hear of drugs or of health. Leave it out."), column="classes")
    if not named.strip():
        raise BadInput(_("Write who may be told: the sheet must name them."), column="named")
    scope = gate.Scope(gate.Recipient.OUTSIDE, frozenset(classes), gate.Purpose.AROUND_THE_TABLE, until)
    return hand_offs.offer(
        room=ROOM,
        file_id=file_id,
        scope=scope,
        language=language,
        read_aloud=read_aloud,
        beyond=hand_offs.Beyond(named.strip(), kind=str(agency)),
        by=by,
        keyring=keyring,
    )


def narrow(*, file_id: int, record: UUID, by: Person, keyring: Keyring, **smaller: Any) -> None:
    """By a word: fewer classes, an earlier day, or both. The same as with their receipt."""
    check(by, May.READ_CASES)
    one = hand_offs.kept(room=ROOM, file_id=file_id, record=record, by=by, keyring=keyring)
    gate.narrow(secret=one.secret, **smaller)
    with transaction.atomic(using="diversion"):
        audit.write(AuditLine, who=by.id, verb="hand_off.narrow")


def _kept(file_id: int, keyring: Keyring) -> Kept:
    opened = opening.one_file(ROOM, file_id, keyring)
    return held.kept(opened, opening.versions(ROOM, opened.row, keyring))
