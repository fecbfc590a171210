"""Guarded groups: their names and who belongs to them open only with an organizer's keys, in three questions.

To ask about one person all of them are opened, so that neither an answer's cost nor anything in plain says whether
somebody belongs to one. Every verb writes one line in the audit, which names no group and no person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import ORGANIZING, Keyring, sealing_key
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, casefiles, clock, erasure
from waymeet.kernel.casefiles import CaseKey, OpenKeys
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotFound
from waymeet.organizing.contacts.models import (
    Contact,
    GuardedGroup,
    GuardedKey,
    GuardedMember,
    GuardedSaying,
    Saying,
)
from waymeet.organizing.models import AuditLine

FACES, MEMBERS = GuardedGroup._meta.db_table, GuardedMember._meta.db_table


class What(TextChoices):
    """What people may say of themselves and is only ever kept guarded; and a guarded group of any other kind."""

    CAREGIVER = "caregiver", _("caregiver of somebody who uses drugs")
    FAMILY = "family", _("family of somebody who uses or used drugs")
    FORMERLY_INCARCERATED = "incarcerated", _("was in jail or prison")
    COURTS = "courts", _("in a household touched by the courts")
    USES = "union", _("belongs to a union of people who use drugs")
    GROUP = "group", _("another group")


KINDS: dict[str, Any] = {**dict(What.choices), **dict(Saying.What.choices)}


@dataclass(frozen=True)
class Belongs:
    """That somebody belongs to a guarded group, opened."""

    record: UUID
    contact: UUID
    role: str
    since: str


@dataclass(frozen=True)
class Opened:
    """A guarded group, opened: what it is, what it is called, and who belongs to it."""

    row: Any
    kind: str
    name: str
    members: tuple[Belongs, ...]

    @property
    def id(self) -> int:
        return int(self.row.pk)

    @property
    def words(self) -> Any:
        return self.name or KINDS[self.kind]


def every(*, by: Person, keyring: Keyring) -> list[Opened]:
    """All guarded groups these keys open, by name; what they do not open is not listed."""
    check(by, May.READ_GUARDED)
    opened = list(_opened(keyring))
    _note("guarded.list", by)
    return sorted(opened, key=lambda one: str(one.words).casefold())


def one(*, guarded_id: int, by: Person, keyring: Keyring) -> Opened:
    """One guarded group, opened; it is written down that it was."""
    found = _one(guarded_id, by, keyring)
    _note("guarded.read", by)
    return found


def of(contact: UUID, opened: list[Opened]) -> list[tuple[Opened, Belongs]]:
    """The guarded groups somebody belongs to."""
    return [(one, each) for one in opened for each in one.members if each.contact == contact]


def make(*, kind: str, name: str, by: Person) -> int:
    """A new guarded group; its name is sealed at once."""
    check(by, May.READ_GUARDED)
    if kind not in What.values or (kind == What.GROUP and not name.strip()):
        raise BadInput(_("Say what kind of guarded group it is, and give a group a name."))
    with transaction.atomic(using="organizing"):
        row, _key = _made(kind, name.strip())
        _note("guarded.make", by)
    return int(row.pk)


def sayings_guarded() -> frozenset[str]:
    """What the organizers chose to guard of what is open elsewhere."""
    return frozenset(GuardedSaying.objects.values_list("what", flat=True))


def guard_saying(*, what: str, by: Person, keyring: Keyring) -> int:
    """From now on it is guarded here: whoever said it is in a guarded group of that kind, and nothing plain says so.

    Answers how many people were moved. Done again, it moves whoever was written down meanwhile.
    """
    check(by, May.READ_GUARDED)
    if what not in Saying.What.values:
        raise BadInput(_("Choose something people say of themselves."))
    with transaction.atomic(using="organizing"):
        GuardedSaying.objects.get_or_create(what=what)
        said = Saying.objects.select_for_update().filter(what=what)
        known = next((one for one in _opened(keyring) if one.kind == what), None)
        row, key = (known.row, _key_now(known.row, keyring)) if known else _made(what, "")
        inside = {one.contact for one in known.members} if known else set()
        moved = [who for who in said.values_list("contact", flat=True) if who not in inside]
        GuardedMember.objects.bulk_create([_member(row, key, who, by) for who in moved], batch_size=500)
        erasure.erase(said)
        _note("guarded.guard_saying", by)
    return len(moved)


def _made(kind: str, name: str) -> tuple[GuardedGroup, CaseKey]:
    row = GuardedGroup()
    key, wrapped = casefiles.new_case_key(row.case, 1, to := sealing_key(ORGANIZING))
    row.face = casefiles.seal_record(key, FACES, row.case, 1, {"kind": kind, "name": name})
    row.save(force_insert=True)
    GuardedKey.objects.create(file=row, generation=1, epoch=to.epoch, wrapped=wrapped)
    return row, key


def _member(row: Any, key: CaseKey, who: UUID, by: Person) -> GuardedMember:
    made = GuardedMember(file=row, version=1, generation=key.generation)
    said = {"contact": str(who), "role": "", "since": clock.today().isoformat(), "by": str(by.id)}
    made.sealed = casefiles.seal_record(key, MEMBERS, made.record, 1, said)
    return made


def join(*, guarded_id: int, contact: UUID, role: str, by: Person, keyring: Keyring) -> None:
    """Somebody belongs to it, as what; said again, the newer word holds."""
    one = _one(guarded_id, by, keyring)
    if not Contact.objects.filter(pk=contact).exists():
        raise NotFound
    known = [each.record for each in one.members if each.contact == contact]
    with transaction.atomic(using="organizing"):
        key = _key_now(one.row, keyring)
        row = GuardedMember.objects.filter(record__in=known).first() or GuardedMember(file=one.row, version=1)
        said = {"contact": str(contact), "role": role.strip(), "since": clock.today().isoformat(), "by": str(by.id)}
        row.generation, row.sealed = key.generation, casefiles.seal_record(key, MEMBERS, row.record, 1, said)
        row.save()
        _note("guarded.join", by)


def leave(*, guarded_id: int, record: UUID, by: Person, keyring: Keyring) -> None:
    """Somebody does not belong to it any more: the row is gone."""
    one = _one(guarded_id, by, keyring)
    with transaction.atomic(using="organizing"):
        erasure.erase(GuardedMember.objects.filter(file=one.row, record=record))
        _note("guarded.leave", by)


def take_away(*, guarded_id: int, by: Person) -> None:
    """The whole guarded group, its keys first. Nobody can bring it back."""
    check(by, May.READ_GUARDED)
    with transaction.atomic(using="organizing"):
        erasure.erase(GuardedKey.objects.filter(file_id=guarded_id), GuardedGroup.objects.filter(pk=guarded_id))
        _note("guarded.take_away", by)


def forget(contact: UUID, keyring: Keyring) -> None:
    """Out of every guarded group; inside the verb that lets somebody go."""
    gone = [each.record for one in _opened(keyring) for each in one.members if each.contact == contact]
    erasure.erase(GuardedMember.objects.filter(record__in=gone))


def carry_over(*, lost: UUID, kept: UUID, keyring: Keyring) -> list[dict[str, Any]]:
    """Inside the verb that merges two people: the memberships of one become the other's. Answers what takes it back.

    Conflict where these keys do not open every guarded group: somebody would be lost from one.
    """
    opened = list(_opened(keyring))
    if len(opened) < GuardedGroup.objects.count():
        raise Conflict(_("Your keys do not open all that is sealed about them. Ask an organizer who joined earlier."))
    steps = []
    for one in opened:
        known = {each.contact: each for each in one.members}
        if lost in known:
            steps.append(_carry(one, known[lost], kept if kept not in known else None, keyring))
    return steps


def _carry(one: Opened, each: Belongs, to: UUID | None, keyring: Keyring) -> dict[str, Any]:
    row = GuardedMember.objects.get(file=one.row, record=each.record)
    keys: dict[tuple[int, int], Any] = {(key.file_id, key.generation): key for key in GuardedKey.objects.all()}
    said = _open(one.row, keys, OpenKeys(ORGANIZING, keyring), {}, _place(row))
    if to is None:
        row.delete()
    else:
        _seal_member(row, _key_now(one.row, keyring), {**said, "contact": str(to)})
    return {"group": one.id, "record": str(each.record), "said": said, "gone": to is None}


def _seal_member(row: GuardedMember, key: CaseKey, said: dict[str, Any]) -> None:
    row.generation, row.sealed = key.generation, casefiles.seal_record(key, MEMBERS, row.record, 1, said)
    row.save()


def give_back(*, steps: list[dict[str, Any]], kept: UUID, keyring: Keyring) -> None:
    """Inside the verb that takes a merge apart: memberships that are still there are the other's again."""
    opened = {one.id: one for one in _opened(keyring)}
    for step in steps:
        one, record = opened.get(step["group"]), UUID(step["record"])
        if one is None:
            continue
        holds = next((each.contact for each in one.members if each.record == record), None)
        if holds == kept or (holds is None and step["gone"]):
            found = GuardedMember.objects.filter(file=one.row, record=record).first()
            row = found or GuardedMember(file=one.row, version=1, record=record)
            _seal_member(row, _key_now(one.row, keyring), step["said"])


def _one(guarded_id: int, by: Person, keyring: Keyring) -> Opened:
    check(by, May.READ_GUARDED)
    for one in _opened(keyring):
        if one.id == guarded_id:
            return one
    raise NotFound


def _opened(keyring: Keyring) -> Iterator[Opened]:
    rows = list(GuardedGroup.objects.all())
    keys: dict[tuple[int, int], Any] = {(key.file_id, key.generation): key for key in GuardedKey.objects.all()}
    members: dict[int, list[Any]] = {}
    for member in GuardedMember.objects.order_by("record"):
        members.setdefault(member.file_id, []).append(member)
    opener = OpenKeys(ORGANIZING, keyring)
    for row in rows:
        known: dict[int, CaseKey] = {}
        try:
            face = _open(row, keys, opener, known, (FACES, row.case, row.face_generation, row.face))
            found = [(one.record, _open(row, keys, opener, known, _place(one))) for one in members.get(row.pk, [])]
        except CannotOpen:
            continue
        belongs = (Belongs(record, UUID(said["contact"]), said["role"], said["since"]) for record, said in found)
        yield Opened(row, face["kind"], face["name"], tuple(belongs))


def _place(row: Any) -> tuple[str, UUID, int, bytes]:
    return MEMBERS, row.record, row.generation, row.sealed


def _open(row: Any, keys: Any, opener: OpenKeys, known: dict[int, CaseKey], what: Any) -> dict[str, Any]:
    store, record, generation, sealed = what
    if generation not in known:
        key = keys.get((row.pk, generation))
        if key is None:
            raise CannotOpen
        known[generation] = opener.of(key, row.case)
    return casefiles.open_record(known[generation], store, record, 1, bytes(sealed))


def _key_now(row: Any, keyring: Keyring) -> CaseKey:
    """The key to seal with: a new generation first when the team's key has changed since the newest."""
    rows = list(GuardedKey.objects.filter(file=row))
    key, new = casefiles.key_to_seal_with(rows, row.case, sealing_key(ORGANIZING), OpenKeys(ORGANIZING, keyring))
    if new is not None:
        said = {"generation": new.generation, "epoch": new.epoch, "wrapped": new.wrapped}
        GuardedKey.objects.create(file=row, **said)
    return key


def _note(verb: str, by: Person) -> None:
    audit.write(AuditLine, who=by.id, verb=verb)
