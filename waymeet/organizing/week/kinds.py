"""The kinds of records of a week on the phone, and what each asks for when it comes in."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.utils.translation import gettext_lazy as _

from waymeet.organizing.canvass import kinds
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events.models import Event
from waymeet.organizing.one_on_ones.models import OneOnOne
from waymeet.organizing.week import services, shapes
from waymeet.organizing.week.models import Call

Said = Sequence[tuple[Any, Any]]


def teach() -> None:
    """Called once, while starting."""
    for name, kind in OURS.items():
        kinds.learn(name, kind)


def _who(contact: str | None) -> tuple[Any, Any]:
    called = Contact.objects.filter(pk=UUID(contact)).first() if contact else None
    return _("Who"), called.called if called else _("somebody who asked to be called")


def _event(event: str) -> tuple[Any, Any]:
    title = Event.objects.filter(pk=UUID(event)).values_list("title", flat=True).first()
    return _("Event"), title or _("an event that is not there any more")


def _says_written_up(body: shapes.WrittenUp) -> Said:
    answer = OneOnOne.Answer(body.answer).label
    return [_who(body.contact), (_("Held on"), body.held_on), (_("What they answered"), answer)]


def _says_not_held(body: shapes.NotHeld) -> Said:
    return [_who(body.contact), (_("What came of it"), OneOnOne.State(body.state).label)]


def _says_called(body: shapes.Called) -> Said:
    return [_who(body.contact), (_("What came of it"), Call.Outcome(body.outcome).label)]


def _says_here(body: shapes.Here) -> Said:
    return [_event(body.event), _who(body.contact), (_("There"), _("yes") if body.here else _("no"))]


def _says_newcomer(body: shapes.Newcomer) -> Said:
    return [_event(body.event)]


def _says_heads(body: shapes.Heads) -> Said:
    return [_event(body.event), (_("Heads"), body.count)]


def _kind(shape: type[msgspec.Struct], called: Any, does: Callable[[kinds.Doing], None], *more: Any) -> kinds.Kind:
    whole, says = more
    return kinds.Kind(shape=shape, called=called, whole=whole, carry_out=does, says=says)


OURS: dict[str, kinds.Kind] = {
    "write_up": _kind(
        shapes.WrittenUp, _("A one-on-one written up"), services.write_up, shapes.written_up, _says_written_up
    ),
    "not_held": _kind(
        shapes.NotHeld, _("A one-on-one that was not held"), services.not_held, shapes.not_held, _says_not_held
    ),
    "call": _kind(shapes.Called, _("A follow-up call"), services.call, shapes.called, _says_called),
    "sign_in": _kind(shapes.Here, _("Somebody signed in at an event"), services.here, shapes.here, _says_here),
    "newcomer": _kind(
        shapes.Newcomer, _("Somebody new at an event"), services.newcomer, shapes.newcomer, _says_newcomer
    ),
    "head_count": _kind(shapes.Heads, _("Heads counted at an event"), services.heads, shapes.heads, _says_heads),
}
