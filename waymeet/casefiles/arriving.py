"""Does what consents say before anything of a file is read or answered, and holds what other teams handed us.

Everything that reads files asks `follow` first. What was told under a consent lies apart inside the face, under the
handle of that consent, so that it can go with it; nothing in plain leads from a handle to a file.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.casefiles import opening
from waymeet.casefiles.faces import Face, Handed
from waymeet.casefiles.room import Room
from waymeet.consent import gate
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import Conflict, NotFound


def follow(room: Room, keyring: Keyring) -> None:
    """The mark moves only once every file was looked at: what these keys do not open, the next colleague's do."""
    mark = room.marks.objects.filter(pk=1).values_list("mark", flat=True).first() or ""
    changes = gate.withdrawn_since(room.side, mark)
    if changes.mark == mark:
        return
    live = {one.handle: one for one in gate.arrivals(room.side)}
    lot = opening.whole_lot(room, keyring)
    with transaction.atomic(using=room.side):
        for one in lot.open:
            left = _left(one.face, live)
            if left != one.face.handed:
                opening.put_face(room, one, keyring, one.row.face_version, handed=left)
        room.taken.objects.exclude(handle__in=live).delete()
        if not lot.closed:
            room.marks.objects.update_or_create(pk=1, defaults={"mark": changes.mark})


def _left(face: Face, live: Mapping[UUID, gate.Arrival]) -> tuple[Handed, ...]:
    """What still may be known of what was told."""
    left = []
    for one in face.handed:
        now = live.get(one.handle)
        if now is not None:
            fields = {name: words for name, words in one.fields.items() if name in now.classes}
            left.append(Handed(one.handle, now.until.isoformat(), now.purpose, fields))
    return tuple(left)


def still_told(room: Room, face: Face) -> tuple[Handed, ...]:
    """The same for one file that is only read: nothing is written."""
    return _left(face, {one.handle: one for one in gate.arrivals(room.side)}) if face.handed else ()


def waiting(room: Room) -> list[gate.Arrival]:
    """Hand-offs nobody has taken up yet, sealed; asks for no key."""
    arrived = gate.arrivals(room.side)
    taken = set(room.taken.objects.filter(handle__in=[one.handle for one in arrived]).values_list("handle", flat=True))
    return [one for one in arrived if one.handle not in taken]


def one_waiting(room: Room, handle: UUID) -> gate.Arrival:
    found = next((one for one in waiting(room) if one.handle == handle), None)
    if found is None:
        raise NotFound
    return found


def open_one(*, room: Room, handle: UUID, by: Person, keyring: Keyring) -> gate.Opened:
    """The agreed fields and their notice; the line in the audit is the gate's, with its handle."""
    check(by, room.permission)
    follow(room, keyring)
    one_waiting(room, handle)
    return gate.open_arrival(handle, keyring)


def begin(*, room: Room, handle: UUID, by: Person, keyring: Keyring) -> int:
    """A file from a hand-off. The audit line names neither of the two: it would join them."""
    check(by, room.permission)
    follow(room, keyring)
    one_waiting(room, handle)
    told = gate.open_arrival(handle, keyring)
    handed = Handed(handle, told.scope.until.isoformat(), told.scope.purpose, dict(told.fields))
    with transaction.atomic(using=room.side):
        _made, new = room.taken.objects.get_or_create(handle=handle)
        if not new:
            raise Conflict(_("A colleague has begun a file from this just now."))
        face = Face(follows=str(by.id), opened=clock.today().isoformat(), handed=(handed,))
        row = opening.put_new(room, face)
        audit.write(room.line, who=by.id, verb="hand_off.begin")
    return int(row.pk)


def refuse(*, room: Room, handle: UUID, by: Person, keyring: Keyring) -> None:
    """We cannot take this on: what was told closes to us at once, and the giving team sees that it ended."""
    check(by, room.permission)
    follow(room, keyring)
    one_waiting(room, handle)
    gate.give_back(room.side, handle)
    with transaction.atomic(using=room.side):
        audit.write(room.line, who=by.id, verb="hand_off.refuse")
