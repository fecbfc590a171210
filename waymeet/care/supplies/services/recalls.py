"""A maker calls a lot back: from then on it is set aside wherever it lies, and each place is seen to."""

from uuid import UUID, uuid4

from django.db import transaction

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.supplies import queries_stock
from waymeet.care.supplies.models import Lot, Movement, Place, RecallDone
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import NotFound


def recall(*, lot_id: UUID, by: Person) -> None:
    """Set a lot aside, everywhere and at once, what is counted in later too: no count takes from it any more."""
    check(by, May.MANAGE_SUPPLIES)
    _set(lot_id, clock.today(), by, verb="recall.start")


def call_off_recall(*, lot_id: UUID, by: Person) -> None:
    """It was another lot after all. What was taken away already stays away."""
    check(by, May.MANAGE_SUPPLIES)
    _set(lot_id, None, by, verb="recall.call_off")


def _set(lot_id: UUID, day: object, by: Person, *, verb: str) -> None:
    with transaction.atomic(using="care"):
        lot = Lot.objects.select_for_update().filter(pk=lot_id).first()
        if lot is None:
            raise NotFound
        if bool(lot.recalled_on) != bool(day):
            Lot.objects.filter(pk=lot_id).update(recalled_on=day)
            audit.write(AuditLine, who=by.id, verb=verb, subject=lot_id)


def recalled_here(*, lot_id: UUID, place_id: UUID, by: Person) -> None:
    """This place was told, and what it had of the lot is taken away. Again where more of it turned up since."""
    check(by, May.MANAGE_SUPPLIES)
    known = Lot.objects.filter(pk=lot_id).exclude(recalled_on=None).exists()
    if not known or not Place.objects.filter(pk=place_id).exists():
        raise NotFound
    with transaction.atomic(using="care"):
        RecallDone.objects.update_or_create(lot_id=lot_id, place_id=place_id, defaults={"day": clock.today()})
        act = uuid4()
        held = [
            (key, count) for key, count in queries_stock.balances().items() if key[0] == place_id and key[2] == lot_id
        ]
        for line, ((_place, item, lot), count) in enumerate(sorted(held, key=str)):
            if count > 0:
                Movement.objects.create(
                    act=act,
                    line=line,
                    day=clock.today(),
                    kind=Movement.Kind.RECALLED,
                    item_id=item,
                    lot_id=lot,
                    source_id=place_id,
                    count=count,
                )
        audit.write(AuditLine, who=by.id, verb="recall.done", subject=lot_id)
