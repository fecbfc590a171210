"""Whom of a list we may reach in a way, and how many are left out for which reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from waymeet.organizing.contacts import filing
from waymeet.organizing.contacts.models import Contact, ContactPoint, Filed

CALL, LETTER = Contact.Channel.CALL, Contact.Channel.LETTER
NO_WAY: dict[str, Any] = {CALL: _("no phone that works"), LETTER: _("no address")}


@dataclass(frozen=True)
class Reach:
    """Those who may be reached, and (why, how many) of the others."""

    people: QuerySet[Contact]
    left_out: Sequence[tuple[Any, int]]


def by(channel: str, rows: QuerySet[Contact]) -> Reach:
    refused = Exists(filing.under(Filed.Under.REFUSED, channel).filter(contact=OuterRef("pk")))
    if channel == CALL:
        phones = ContactPoint.objects.filter(kind=ContactPoint.Kind.PHONE, works=True, contact=OuterRef("pk"))
        willing, able = rows.filter(~refused), rows.filter(~refused, Exists(phones.order_by()))
    else:
        willing, able = rows.filter(~refused), rows.filter(~refused, address__gt="")
    all_of_them, wanted, reached = (each.order_by().count() for each in (rows, willing, able))
    reasons = ((_("asked for it"), all_of_them - wanted), (NO_WAY[channel], wanted - reached))
    return Reach(able, [(why, count) for why, count in reasons if count])


def usable(row: Contact) -> tuple[list[str], list[str], str]:
    """Phones, emails and address that may be used: what somebody refused is not taken out of the house."""
    points = [one for one in row.points.all() if one.works]
    refused = row.refused
    phones = [one.value for one in points if one.kind == "phone"] if not refused >= {"call", "text"} else []
    emails = [one.value for one in points if one.kind == "email"] if "email" not in refused else []
    return phones, emails, row.address if not refused >= {"visit", "letter"} else ""
