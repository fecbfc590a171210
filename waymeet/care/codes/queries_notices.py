"""Recalls that reach a code: only where somebody asked for it, and got such a thing in a week it went out in."""

from collections.abc import Iterable
from uuid import UUID

from waymeet.care.codes.models import Holder, Use
from waymeet.care.codes.queries import all_of
from waymeet.care.supplies import queries_places
from waymeet.care.supplies.models import Lot
from waymeet.kernel import clock


def notices_for(holder_id: int) -> list[Lot]:
    """Lots called back that somebody who wants to know may have got: it went out in a week in which they got such."""
    wanted = Holder.objects.filter(pk__in=all_of(holder_id), wants_notices=True)
    got = _got(Use.objects.filter(holder__in=wanted))
    return [lot for lot in queries_places.recalled_lots() if got & _went_out(lot.id)]


def codes_that_may_have(lot_id: UUID) -> int:
    """At how many holders a note waits of this lot. Small numbers are in it, and nobody is named or listed."""
    went, uses = _went_out(lot_id), Use.objects.filter(holder__wants_notices=True)
    return len(
        {use.holder.joined_to_id or use.holder_id for use in uses.select_related("holder") if _got([use]) & went}
    )


def _got(uses: Iterable[Use]) -> set[tuple[str, int]]:
    """(ISO week, item number). What was taken back in the same week may have been another one, so it still counts."""
    return {(use.iso_week, int(number)) for use in uses if not use.taken_back for number in use.items}


def _went_out(lot_id: UUID) -> set[tuple[str, int]]:
    return {(clock.iso_week(night.day), night.item_id) for night in queries_places.nights_with(lot_id)}
