"""Bringing a demand: whoever can say yes, where each stands as time goes, what is asked next, and what came of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.organizing.coalitions import evidence, rules
from waymeet.organizing.coalitions.models import Coalition, Demand, Figure, Official, Outcome, Position, Target
from waymeet.organizing.models import AuditLine

WORDS = ("what", "campaign", "barrier")
EVERY_AREA = -1


def begin(*, said: Mapping[str, Any], by: Person) -> UUID:
    """A demand; from its first day it is going on."""
    check(by, May.RUN_CAMPAIGNS)
    row = Demand(**_said(said))
    with transaction.atomic(using="organizing"):
        row.save(force_insert=True)
        Outcome.objects.create(demand=row, state=Outcome.State.ONGOING, day=clock.today(), by=by.id)
        _note("campaign.begin", by, row.pk)
    return row.pk


def change(*, demand: UUID, said: Mapping[str, Any], by: Person) -> None:
    check(by, May.RUN_CAMPAIGNS)
    changed = _said(said)
    with transaction.atomic(using="organizing"):
        if not Demand.objects.filter(pk=demand).update(**changed):
            raise NotFound
        _note("campaign.change", by, demand)


def _said(said: Mapping[str, Any]) -> dict[str, Any]:
    words: dict[str, Any] = {name: str(said.get(name) or "").strip() for name in WORDS}
    if not words["what"]:
        raise BadInput(_("Write down what we want, in plain words."))
    coalition = said.get("coalition") or None
    if coalition and not Coalition.objects.filter(pk=coalition).exists():
        raise NotFound
    return words | {"needed": said.get("needed") or None, "coalition_id": coalition}


def outcome(*, demand: UUID, state: str, day: dt.date, words: str, by: Person) -> UUID:
    """What has come of it. Added to what was written before, never in its place."""
    check(by, May.RUN_CAMPAIGNS)
    if state not in Outcome.State.values or day > clock.today():
        raise BadInput(_("Say how it stands, and a day that is not in the future."))
    if state != Outcome.State.ONGOING and not words.strip():
        raise BadInput(_("Say in a sentence what was won or lost."))
    with transaction.atomic(using="organizing"):
        _there(demand)
        row = Outcome.objects.create(demand_id=demand, state=state, day=day, words=words.strip(), by=by.id)
        _note("campaign.outcome", by, demand)
    return row.pk


def link(*, demand: UUID, figure: str, by: Person) -> None:
    """To a number that was released: "id of the release" or "id:area". Only the address is kept, never a number."""
    check(by, May.RUN_CAMPAIGNS)
    release, _colon, area = figure.partition(":")
    try:
        place: dict[str, Any] = {"release": UUID(release), "area": int(area) if area else EVERY_AREA}
    except ValueError:
        raise BadInput(_("Choose a released number.")) from None
    if place["area"] < EVERY_AREA:
        raise BadInput(_("Choose a released number."))
    with transaction.atomic(using="organizing"):
        _there(demand)
        Figure.objects.get_or_create(demand_id=demand, **place)
        _note("campaign.link", by, demand)


def unlink(*, figure_id: UUID, by: Person) -> UUID:
    """Answers of which demand."""
    check(by, May.RUN_CAMPAIGNS)
    with transaction.atomic(using="organizing"):
        row = Figure.objects.filter(pk=figure_id).first()
        if row is None:
            raise NotFound
        row.delete()
        _note("campaign.link", by, row.demand_id)
    return row.demand_id


def aim(*, demand: UUID, officials: Iterable[UUID], role: str, power: int, by: Person) -> int:
    """Who decides, or moves whoever does. Answers how many were not named before."""
    check(by, May.RUN_CAMPAIGNS)
    _role(role, power)
    with transaction.atomic(using="organizing"):
        _there(demand)
        named = set(Target.objects.filter(demand=demand).values_list("official_id", flat=True))
        wanted = set(Official.objects.filter(pk__in=list(officials)).values_list("pk", flat=True))
        if not wanted:
            raise BadInput(_("Choose who decides."))
        new = [Target(demand_id=demand, official_id=one, role=role, power=power) for one in sorted(wanted - named)]
        Target.objects.bulk_create(new)
        _note("campaign.aim", by, demand)
    return len(new)


def aim_no_more(*, target: UUID, by: Person) -> UUID:
    """Named by mistake. Where a position was written down they stay: nothing that was known goes."""
    check(by, May.RUN_CAMPAIGNS)
    with transaction.atomic(using="organizing"):
        row = _target(target)
        if row.positions.exists():
            raise Conflict(_("Where they stood is written down. That stays, and so do they."))
        row.delete()
        _note("campaign.no_aim", by, row.demand_id)
    return row.demand_id


def weigh(*, target: UUID, said: Mapping[str, Any], by: Person) -> None:
    """How much they decide, and what is asked of them next, by when."""
    check(by, May.RUN_CAMPAIGNS)
    _role(str(said.get("role")), said.get("power"))
    next_ask, next_on = str(said.get("next_ask") or "").strip(), said.get("next_on")
    if next_on and not next_ask:
        raise BadInput(_("Say what is asked of them on that day."))
    with transaction.atomic(using="organizing"):
        row = _target(target)
        row.role, row.power, row.next_ask, row.next_on = said["role"], said["power"], next_ask, next_on
        row.save()
        _note("campaign.power", by, target)


def _role(role: str, power: Any) -> None:
    if role not in Target.Role.values or power not in rules.POWERS:
        raise BadInput(_("Say whether they decide, and how much, from 1 to 5."))


def position(*, target: UUID, said: Mapping[str, Any], by: Person) -> UUID:
    """Where they stand on a day and how we know. The earlier ones stay as they are."""
    check(by, May.RUN_CAMPAIGNS)
    value, source, day = said.get("value"), str(said.get("source") or ""), said.get("day")
    words = str(said.get("words") or "")
    if value not in Position.Value.values or source not in Position.Source.values:
        raise BadInput(_("Say where they stand, and how we know."))
    if day is None or day > clock.today():
        raise BadInput(_("Choose the day it was; it is not in the future."))
    if not rules.may_be(value, source):
        raise BadInput(
            _("Unless somebody heard a yes it is a 3 or a 4. A yes is what they said to us or in public, or voted.")
        )
    if value in rules.YES and not words.strip():
        raise BadInput(_("A yes needs its evidence: what did they say or do, and who heard it?"))
    row = Position(target_id=target, value=value, day=day, source=source, by=by.id)
    with transaction.atomic(using="organizing"):
        official = _target(target).official_id
        row.epoch, row.sealed = evidence.sealed(evidence.POSITION, row.pk, official, words)
        row.save(force_insert=True)
        _note("campaign.position", by, target)
    return row.pk


def verify(*, position_id: UUID, by: Person) -> UUID:
    """Somebody else checked it: two pairs of ears. Answers of which target."""
    check(by, May.RUN_CAMPAIGNS)
    with transaction.atomic(using="organizing"):
        row = Position.objects.select_for_update().filter(pk=position_id).first()
        if row is None:
            raise NotFound
        if row.by == by.id:
            raise Conflict(_("You wrote it down yourself. Somebody else verifies it."))
        if row.verified_by is not None:
            raise Conflict(_("It is verified already."))
        row.verified_by, row.verified_on = by.id, clock.today()
        row.save(update_fields=["verified_by", "verified_on"])
        _note("campaign.verify", by, row.target_id)
    return row.target_id


def _there(demand: UUID) -> None:
    if not Demand.objects.filter(pk=demand).exists():
        raise NotFound


def _target(target: UUID) -> Target:
    row = Target.objects.select_for_update().filter(pk=target).first()
    if row is None:
        raise NotFound
    return row


def _note(verb: str, by: Person, subject: UUID) -> None:
    audit.write(AuditLine, who=by.id, verb=verb, subject=subject)
