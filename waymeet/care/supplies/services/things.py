"""Programs, items and places: what there is to keep count of."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.supplies import queries_stock
from waymeet.care.supplies.models import Item, Level, Part, Place, Program
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound


def add_program(*, name_en: str, name_es: str, by: Person) -> Program:
    check(by, May.MANAGE_SUPPLIES)
    with transaction.atomic(using="care"):
        program = Program.objects.create(name_en=_named(name_en), name_es=_named(name_es or name_en))
        pool_of(program)
        audit.write(AuditLine, who=by.id, verb="program.add", subject=program.id)
    return program


def add_item(*, name_en: str, name_es: str, kind: str, doses: int = 0, by: Person) -> Item:
    """A new item takes the next number; phones know items by number."""
    check(by, May.MANAGE_SUPPLIES)
    if kind not in Item.Kind.values:
        raise BadInput(_("Choose what kind of item this is."))
    with transaction.atomic(using="care"):
        newest = Item.objects.order_by("-number").first()
        number = newest.number + 1 if newest else 1
        item = Item.objects.create(
            number=number, name_en=_named(name_en), name_es=_named(name_es or name_en), kind=kind, doses=doses
        )
        audit.write(AuditLine, who=by.id, verb="item.add", subject=number)
    return item


def _named(name: str) -> str:
    if not name.strip():
        raise BadInput(_("A name is missing. Type one."))
    return name.strip()[:80]


def add_place(*, name_en: str, name_es: str, kind: str, by: Person) -> Place:
    """Somewhere stock lies. Pools come with their program."""
    check(by, May.MANAGE_SUPPLIES)
    if kind not in Place.Kind.values or kind == Place.Kind.POOL:
        raise BadInput(_("Choose what kind of place this is."))
    with transaction.atomic(using="care"):
        place = Place.objects.create(name_en=_named(name_en), name_es=_named(name_es or name_en), kind=kind)
        audit.write(AuditLine, who=by.id, verb="place.add", subject=place.id)
    return place


def close_place(*, place_id: UUID, by: Person) -> None:
    """Nothing lies there any more. What still does is sent elsewhere or written off first, never lost by closing."""
    check(by, May.MANAGE_SUPPLIES)
    place = _place(place_id)
    with transaction.atomic(using="care"):
        if queries_stock.still_at(place.id) or queries_stock.on_the_way_to(place.id):
            raise Conflict(
                _(
                    "Something still lies here, is on its way here, or is short. Send it to another place, write it "
                    "off as lost, or count it; then close the place."
                )
            )
        if Place.objects.filter(pk=place.id, closed_on=None).update(closed_on=clock.today()):
            Level.objects.filter(place=place).delete()
            audit.write(AuditLine, who=by.id, verb="place.close", subject=place.id)


def open_place(*, place_id: UUID, by: Person) -> None:
    """It is used again."""
    check(by, May.MANAGE_SUPPLIES)
    place = _place(place_id)
    with transaction.atomic(using="care"):
        if Place.objects.filter(pk=place.id).exclude(closed_on=None).update(closed_on=None):
            audit.write(AuditLine, who=by.id, verb="place.open", subject=place.id)


def _place(place_id: UUID) -> Place:
    place = Place.objects.filter(pk=place_id).first()
    if place is None:
        raise NotFound
    if place.kind == Place.Kind.POOL:
        raise BadInput(_("A night pool belongs to its program and stays as long as that."))
    return place


def pool_of(program: Program) -> Place:
    """The program's night pool, made when it is first needed."""
    pool, _made = Place.objects.get_or_create(
        program=program, defaults={"kind": Place.Kind.POOL, "name_en": program.name_en, "name_es": program.name_es}
    )
    return pool


def set_part(*, kit: int, item: int, count: int, by: Person) -> None:
    """How many of an item go into a kit; 0 takes it out of the recipe."""
    check(by, May.MANAGE_SUPPLIES)
    if kit == item:
        raise BadInput(_("A kit cannot be a part of itself. Choose another item."))
    if Part.objects.filter(kit_id=item).exists() or Part.objects.filter(item_id=kit).exists():
        raise Conflict(_("Kits are made of items that are no kits themselves. Choose another item."))
    with transaction.atomic(using="care"):
        Part.objects.filter(kit_id=kit, item_id=item).delete()
        if count:
            Part.objects.create(kit_id=kit, item_id=item, count=count)
        audit.write(AuditLine, who=by.id, verb="recipe.set", subject=kit)


def set_level(*, place_id: UUID, item: int, least: int, by: Person) -> None:
    """Below this many the page says so; 0 says nothing any more."""
    check(by, May.MANAGE_SUPPLIES)
    if not Place.objects.filter(pk=place_id, closed_on=None).exists():
        raise NotFound
    with transaction.atomic(using="care"):
        Level.objects.filter(place_id=place_id, item_id=item).delete()
        if least:
            Level.objects.create(place_id=place_id, item_id=item, least=least)
        audit.write(AuditLine, who=by.id, verb="level.set", subject=place_id)
