"""What the care half of the phone calls. No cookie, no signature, no device: only the night's code."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from waymeet.care.models import Incarnation
from waymeet.care.naloxone import queries, rules, schemas, services
from waymeet.care.naloxone.models import Night
from waymeet.care.supplies.queries import items_on_phones, recalled_of_items
from waymeet.kernel import clock, incarnation
from waymeet.kernel.errors import BadInput, NotAllowed
from waymeet.kernel.policy import phone

api = NinjaAPI(title="Waymeet: the care half of the phone", urls_namespace="field_care", docs_url=None)
SCHEME = "Night "
MOST_SLOTS = 2048
UNREADABLE = _("What the phone sent cannot be read. Try to hand in again.")


def unreadable(request: HttpRequest, trouble: Any) -> HttpResponse:
    """A sentence like any other refusal: the library's own answer quotes what was sent."""
    raise BadInput(UNREADABLE) from trouble


api.add_exception_handler(ValidationError, unreadable)
api.add_exception_handler(HttpError, unreadable)


def _night(request: HttpRequest, *, sending: bool) -> Night:
    given = request.headers.get("Authorization", "")
    if not given.startswith(SCHEME):
        raise NotAllowed(_("The kit code is missing. Scan it again."))
    return services.night_of(given.removeprefix(SCHEME), sending=sending)


def in_both_languages(words: Any) -> dict[str, str]:
    """A translated text as phones keep it: {"en": ..., "es": ...}."""
    both = {}
    for language in ("en", "es"):
        with translation.override(language):
            both[language] = str(words)
    return both


def numbered(words: Mapping[int, Any]) -> list[dict[str, Any]]:
    return [{"number": number, "name": in_both_languages(name)} for number, name in words.items()]


@api.get("/night", response={200: schemas.Tonight} | schemas.REFUSALS)
@phone("It shows the code of a kit night.")
def night(request: HttpRequest) -> dict[str, Any]:
    """Tonight's program, items, barriers, neighbourhoods, and the key every slot is sealed to."""
    tonight, recalled = _night(request, sending=False), recalled_of_items()
    return {
        "program": tonight.program.shown_as,
        "week": clock.iso_week(tonight.day),
        "items": [
            {
                "number": item.number,
                "name": {"en": item.name_en, "es": item.name_es},
                "unit": item.kind,
                "recalled": recalled.get(item.number, []),
            }
            for item in items_on_phones()
        ],
        "barriers": numbered(rules.BARRIERS),
        "reasons": numbered(rules.REASONS),
        "areas": [{"number": area.number, "name": area.name} for area in queries.areas()],
        "key": {"epoch": tonight.key_epoch, "public": base64.b64encode(bytes(tonight.key_public)).decode()},
        "incarnation": incarnation.current(Incarnation),
    }


@api.post("/slots", response={200: schemas.Held} | schemas.REFUSALS)
@phone("It shows the code of a kit night.")
def slots(request: HttpRequest, given: schemas.Slots) -> dict[str, Any]:
    """Keep the slots, then say how many of them are held, and the hash of that set."""
    tonight = _night(request, sending=True)
    if len(given.slots) > MOST_SLOTS:
        raise BadInput(_("Too many at once. The phone should send them in smaller groups."))
    held = services.receive_slots(night=tonight, slots=[_bytes(slot) for slot in given.slots])
    return {"count": held.count, "set_hash": held.set_hash, "incarnation": incarnation.current(Incarnation)}


def _bytes(slot: str) -> bytes:
    try:
        return base64.b64decode(slot, validate=True)
    except (binascii.Error, ValueError) as trouble:
        raise BadInput(UNREADABLE) from trouble
