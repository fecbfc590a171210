"""Hearing what goes round, writing an alert, signing it off, and ending it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.alerts import queries, rules
from waymeet.care.alerts.models import Alert, Heard
from waymeet.care.alerts.subjects import About, Told
from waymeet.care.models import AuditLine
from waymeet.care.naloxone.queries import area_names
from waymeet.care.reversals.answers import Drug
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, NotFound


def hear(*, told: str, sold_as: str, area_number: int, by: Person) -> None:
    """Something somebody said is going round: counted by week and area. The audit says only that it was done."""
    check(by, May.TAKE_REVERSALS)
    if told not in Told.values or (sold_as and sold_as not in Drug.values):
        raise BadInput(_("Choose one of the answers."))
    with transaction.atomic(using="care"):
        week = clock.iso_week(clock.today())
        Heard.objects.create(iso_week=week, area_number=area_number, told=told, sold_as=sold_as)
        audit.write(AuditLine, who=by.id, verb="alert.hear")


def draft(*, said: Mapping[str, Any], by: Person) -> Alert:
    """A new alert, seen by the team only."""
    queries.check_may_see(by)
    with transaction.atomic(using="care"):
        row = Alert.objects.create(**_kept(said))
        audit.write(AuditLine, who=by.id, verb="alert.draft", subject=row.id)
    return row


def change(*, alert_id: UUID, said: Mapping[str, Any], by: Person) -> None:
    """Only a draft: words that were signed off stay as they were signed, or end."""
    queries.check_may_see(by)
    with transaction.atomic(using="care"):
        if not Alert.objects.filter(pk=alert_id, signed_on=None).update(**_kept(said)):
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="alert.draft", subject=alert_id)


def throw_away(*, alert_id: UUID, by: Person) -> None:
    """A draft that nobody needs."""
    queries.check_may_see(by)
    with transaction.atomic(using="care"):
        gone, _rows = Alert.objects.filter(pk=alert_id, signed_on=None).delete()
        if not gone:
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="alert.throw_away", subject=alert_id)


def sign_off(*, alert_id: UUID, by: Person) -> None:
    """From now on everybody may read it, until its last day."""
    check(by, May.SIGN_ALERTS)
    today = clock.today()
    with transaction.atomic(using="care"):
        row = Alert.objects.select_for_update().filter(pk=alert_id, signed_on=None).first()
        if row is None:
            raise NotFound
        if not today <= row.until_on <= today + dt.timedelta(days=rules.LONGEST_DAYS):
            raise BadInput(_("Its last day is over, or more than four weeks away. Change the day first."))
        row.signed_on = today
        row.save(update_fields=["signed_on"])
        audit.write(AuditLine, who=by.id, verb="alert.sign_off", subject=row.id)


def end(*, alert_id: UUID, by: Person) -> None:
    """Nobody reads it from now on. What was printed has to be taken down by hand."""
    check(by, May.SIGN_ALERTS)
    yesterday = clock.today() - dt.timedelta(days=1)
    with transaction.atomic(using="care"):
        running = Alert.objects.filter(pk=alert_id, signed_on__isnull=False, until_on__gt=yesterday)
        if not running.update(until_on=yesterday):
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="alert.end", subject=alert_id)


def _kept(said: Mapping[str, Any]) -> dict[str, Any]:
    words = {name: " ".join(str(said.get(name) or "").split()) for name in ("words_en", "words_es")}
    if said.get("about") not in About.values or not all(words.values()):
        raise BadInput(_("Say what it is about, in English and in Spanish."))
    known = area_names()
    until = said.get("until_on")
    today = clock.today()
    if until is None or not today <= until <= today + dt.timedelta(days=rules.LONGEST_DAYS):
        raise BadInput(_("Choose a last day from today to four weeks from now."))
    areas = sorted({int(one) for one in said.get("area_numbers") or ()} & set(known))
    return words | {"about": said["about"], "area_numbers": areas, "until_on": until}
