"""What a person does on their own page. Their secret stands in a sign-in's place: it finds the page and opens it.

Whatever is wrong with a secret, one question is asked and one answer given. Every change is one line in the audit,
under nobody's name but theirs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import audit, clock, erasure, own_pages
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotFound
from waymeet.organizing.contacts import filing, words
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.contacts.people import _empty, _folded, _points, _put_points
from waymeet.organizing.events.models import Attendance, Event
from waymeet.organizing.leadership.queries import rung_of
from waymeet.organizing.members import keys
from waymeet.organizing.members.models import Asked, Left, OwnPage
from waymeet.organizing.members.services import ASKED
from waymeet.organizing.models import AuditLine
from waymeet.organizing.one_on_ones.models import Commitment, OneOnOne

CHANGED = ("chosen_name", "pronouns", "reach_by", "reach_when", "not_by")
PAST = 40


@dataclass(frozen=True)
class Promise:
    """Something they said they will do; `what` is '' until an organizer has brought the page up to date."""

    row: Commitment
    what: str

    @property
    def late(self) -> bool:
        return self.row.state == Commitment.State.OPEN and self.row.due < clock.today()


@dataclass(frozen=True)
class Own:
    """All that the page shows."""

    page: OwnPage
    contact: Contact
    points: Sequence[Any]
    promises: Sequence[Promise]
    next_step: str
    rung: Any
    ladder_step: Any
    meets: Sequence[OneOnOne]
    coming: Sequence[Attendance]
    invited: Sequence[Attendance]
    past: Sequence[Attendance]
    asked: Sequence[Asked]


def found(secret: str) -> tuple[OwnPage, dict[str, Any]]:
    """The page and what lies sealed in it. NotFound for every secret that leads nowhere, however it is wrong."""
    raw = own_pages.raw_of(secret)
    row = OwnPage.objects.select_related("contact").filter(handle=keys.PAPER.handle_of(raw)).first()
    if row is None:
        raise NotFound
    try:
        return row, keys.opened(raw, row)
    except CannotOpen as trouble:
        raise NotFound from trouble


def shown(secret: str) -> Own:
    """Everything on it. That somebody reads their own page is written down nowhere."""
    page, view = found(secret)
    contact, today = page.contact, clock.today()
    rows = Attendance.objects.filter(contact=contact, event__sign_in=Event.SignIn.NAMES).select_related(
        "event", "shift"
    )
    ahead = rows.filter(event__day__gte=today, event__state=Event.State.PLANNED).order_by("event__day", "event__starts")
    over = Q(event__day__lt=today) | Q(event__state=Event.State.HELD)
    promises = Commitment.objects.filter(contact=contact).order_by("-due", "id")
    rung, ladder_step = rung_of(contact.pk)
    told = view.get("promises", {})
    planned = OneOnOne.objects.filter(contact=contact, state=OneOnOne.State.PLANNED, planned_for__gte=today)
    return Own(
        page=page,
        contact=contact,
        points=list(contact.points.all()),
        promises=[Promise(row, str(told.get(str(row.pk), ""))) for row in promises],
        next_step=str(view.get("next_step", "")),
        rung=rung,
        ladder_step=ladder_step,
        meets=list(planned.order_by("planned_for")),
        coming=[row for row in ahead if row.answer == Attendance.Answer.ACCEPTED],
        invited=[row for row in ahead if row.answer != Attendance.Answer.ACCEPTED],
        past=list(rows.filter(over, came=True).order_by("-event__day")[:PAST]),
        asked=list(Asked.objects.filter(contact=contact).order_by("-day", "-id")[:PAST]),
    )


def change(*, secret: str, said: Mapping[str, Any]) -> None:
    """How they want to be called and reached, and how never."""
    page, _view = found(secret)
    with transaction.atomic(using="organizing"):
        row = _locked(page)
        for name in CHANGED:
            setattr(row, name, " ".join(str(said.get(name) or "").split()))
        points = _points(said)
        if not (row.name or row.chosen_name or points or row.address):
            raise BadInput(_("Leave one thing to find you by, or leave altogether below."))
        row.folded = _folded(row)
        row.save()
        _put_points(row, points)
        filing.file([row])
        _note("own_page.change", row.pk)


def ask(*, secret: str, kind: str, said: str) -> None:
    """Something is wrong, or they want everything that is written about them. Sealed to the organizers."""
    page, _view = found(secret)
    if kind not in (Asked.Kind.CORRECT, Asked.Kind.EVERYTHING):
        raise BadInput(_("Say what you ask for."))
    if kind == Asked.Kind.CORRECT and not said.strip():
        raise BadInput(_("Write what is wrong, and how it should be."))
    with transaction.atomic(using="organizing"):
        _ask(_locked(page), kind, said)


def _ask(contact: Contact, kind: str, said: str) -> None:
    row = Asked(contact=contact, kind=kind)
    if said.strip():
        row.epoch, row.sealed = words.sealed(ASKED, row.pk, contact.pk, {"words": said.strip()[:4000]})
    row.save(force_insert=True)
    _note("own_page.ask", contact.pk)


def answer(*, secret: str, attendance: UUID, said: str) -> None:
    """Yes or no to an invitation; a yes can be taken back."""
    page, _view = found(secret)
    answers = {"yes": Attendance.Answer.ACCEPTED, "no": Attendance.Answer.DECLINED}
    if said not in answers:
        raise BadInput(_("Say yes or no."))
    mine = Attendance.objects.filter(pk=attendance, contact=page.contact_id, event__sign_in=Event.SignIn.NAMES)
    with transaction.atomic(using="organizing"):
        open_still = mine.filter(event__day__gte=clock.today(), event__state=Event.State.PLANNED)
        if not open_still.update(answer=answers[said]):
            raise NotFound
        _note("own_page.answer", page.contact_id)


def close(*, secret: str) -> None:
    """The paper was lost or seen: it opens nothing from now on. The organizers can print a new one."""
    page, _view = found(secret)
    with transaction.atomic(using="organizing"):
        OwnPage.objects.filter(pk=page.pk).delete()
        _note("own_page.close", page.contact_id)


def leave(*, secret: str) -> bool:
    """Everything about them goes now. Guarded groups, which only an organizer's keys open, are looked through when one
    of them is next at a desk; until then a bare id waits, of which nothing else is known.

    False where an organizer must finish it: then they are left alone from now on, and their wish is written down.
    """
    page, _view = found(secret)
    try:
        with transaction.atomic(using="organizing"):
            row = _locked(page)
            home, gone = row.household_id, row.pk
            erasure.erase(Contact.objects.filter(pk=gone))
            _empty(home)
            Left.objects.get_or_create(contact=gone)
            _note("own_page.leave", gone)
    except Conflict:
        with transaction.atomic(using="organizing"):
            row = _locked(page)
            row.not_by = " ".join(sorted(Contact.Channel.values))
            row.save(update_fields=["not_by"])
            filing.file([row])
            _ask(row, Asked.Kind.LEAVE, "")
        return False
    return True


def _locked(page: OwnPage) -> Contact:
    row = Contact.objects.select_for_update().filter(pk=page.contact_id).first()
    if row is None:
        raise NotFound
    return row


def _note(verb: str, subject: UUID) -> None:
    audit.write(AuditLine, who="", verb=verb, subject=subject)
