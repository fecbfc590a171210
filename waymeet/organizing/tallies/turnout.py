"""Turnout promised against turnout delivered, with the numbers of the events themselves."""

from django.utils.translation import gettext as _

from waymeet.design.tables import Column, Table
from waymeet.organizing.events.models import Event
from waymeet.organizing.events.queries import turnouts_of
from waymeet.organizing.events.rules import Turnout
from waymeet.organizing.tallies.rules import Stretch, place_of
from waymeet.organizing.tallies.tally import Tally, share_words


def turnout(stretches: list[Stretch]) -> Tally:
    """Events that were held and closed, by their day. What each page of an event says adds up to this."""
    held = Event.objects.filter(state=Event.State.HELD, day__gte=stretches[0].first, day__lte=stretches[-1].last)
    events = list(held)
    numbers = turnouts_of(events)
    by_time: list[list[Turnout]] = [[] for _one in stretches]
    for event in events:
        at = place_of(event.day, stretches)
        if at is not None:
            by_time[at].append(numbers[event.pk])
    lines = [_line(found) for found in by_time]
    columns = [
        Column(_("From"), short=True),
        Column(_("Came"), counts=True, means=_("Everybody who was there: by name, by count, or sealed.")),
        Column(_("Events"), counts=True, means=_("Held in this time, and closed.")),
        Column(_("Goal"), counts=True, means=_("People wanted, of the events that had a goal.")),
        Column(_("Promised"), counts=True, means=_("Said yes, and did not take it back.")),
        Column(_("Promises kept"), counts=True, means=_("Of those who promised, the part that came by name.")),
    ]
    return Tally(
        code="turnout",
        words=_("Turnout"),
        sentence=_("How many people promised to come, and how many were there."),
        table=Table(
            name="turnout",
            caption=_("Turnout promised and delivered"),
            columns=columns,
            rows=[[one.label, *line] for one, line in zip(stretches, lines, strict=True)],
            stacks=True,
        ),
        bars=[(one.label, sum(each.came for each in found)) for one, found in zip(stretches, by_time, strict=True)],
    )


def _line(found: list[Turnout]) -> list[object]:
    kept, broken = sum(one.kept for one in found), sum(one.broken for one in found)
    return [
        sum(one.came for one in found),
        len(found),
        sum(one.goal or 0 for one in found),
        sum(one.promised for one in found),
        share_words(kept, kept + broken),
    ]
