"""What the organizing half of the phone calls."""

import base64
import binascii
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.gzip import gzip_page
from ninja import NinjaAPI
from ninja.decorators import decorate_view
from ninja.errors import HttpError, ValidationError

from waymeet.accounts import enrolment, server_keys, sign_in
from waymeet.accounts.keyring import ORGANIZING, sealing_key
from waymeet.accounts.permissions import can
from waymeet.accounts.phones import phone_with
from waymeet.accounts.roles import May
from waymeet.kernel import codes, incarnation
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.kernel.policy import anybody, phone
from waymeet.organizing.canvass import schemas, shapes
from waymeet.organizing.canvass.queries.entries import held_through
from waymeet.organizing.canvass.queries.package import package_of
from waymeet.organizing.canvass.services.bundles import keep_bundle
from waymeet.organizing.canvass.services.hand_in import hand_in
from waymeet.organizing.models import Incarnation
from waymeet.organizing.turf.services import handout

# What a phone offers beside doors, to whoever may.
BESIDE_DOORS = (May.HOLD_ONE_ON_ONES, May.RUN_EVENTS)
SIGNED_IN = "Somebody is signed in on it."
api = NinjaAPI(title="Waymeet: the organizing half of the phone", urls_namespace="field_organizing", docs_url=None)


def unreadable(request: HttpRequest, trouble: Any) -> HttpResponse:
    """A sentence like any other refusal: the library's own answer quotes what was sent."""
    raise BadInput(_("What the phone sent cannot be read. Try to hand in again.")) from trouble


api.add_exception_handler(ValidationError, unreadable)
api.add_exception_handler(HttpError, unreadable)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _server() -> dict[str, Any]:
    return {"incarnation": incarnation.current(Incarnation), "keys": server_keys.all_keys()}


@api.post("/sign-in", response={200: schemas.SignedIn} | schemas.REFUSALS)
@phone("It sends a name and a passphrase.")
def sign_in_on_phone(request: HttpRequest, given: schemas.SignIn, response: HttpResponse) -> dict[str, Any]:
    """Recognize the person, let in a phone that was added, and give it what it seals to."""
    account, _private_key = sign_in.recognize(given.name, given.passphrase)
    key = sealing_key(ORGANIZING)
    device = enrolment.let_in(
        account=account,
        phone=enrolment.Arriving(
            signing_key=_decoded(given.device_public_key),
            label=given.device_label,
            code=given.enrolment,
            vouched_by=given.vouched_by,
            voucher=_decoded(given.voucher),
        ),
    )
    sign_in.set_phone_cookie(response, sign_in.open_phone_session(device))
    person = account.as_person()
    return {
        "person": {
            "name": person.name,
            "shown_as": person.shown_as,
            "roles": sorted(person.roles),
            "language": person.language,
            "may": sorted(one for one in BESIDE_DOORS if can(person, one)),
        },
        "device": str(device.id),
        "organizing_key": {"team": key.team, "epoch": key.epoch, "public": base64.b64encode(key.public).decode()},
        "server": _server(),
    }


@api.post("/sign-out", response={200: schemas.Nothing} | schemas.REFUSALS)
@anybody("It ends a phone's sign-in; whoever has none loses nothing.")
def sign_out_on_phone(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    """End the phone's sign-in. What is saved on it stays there, and can still be handed in."""
    sign_in.end_phone_session(request, response)
    return {}


@api.get("/hello", response={200: schemas.Hello, 404: schemas.NotKnown})
@phone("It names itself; what is answered is no secret.")
def hello(request: HttpRequest) -> Any:
    """Which life of the database this is, and up to which number this phone's records are held. Needs no sign-in."""
    phone = phone_with(request.headers.get("Waymeet-Device", ""))
    if phone is None:
        # After a restore the server may not know a phone any more. It must still hear by which keys receipts are
        # signed, or it could never believe that its work was taken in.
        return api.create_response(request, {"sentence": str(NotFound()), "held_through": 0} | _server(), status=404)
    return _server() | {"held_through": held_through(phone.number), "ended": phone.ended}


@api.post("/take", response={200: dict[str, Any]} | schemas.REFUSALS)
@decorate_view(gzip_page)  # the one large answer; what it says is not chosen by whoever asks
@phone(SIGNED_IN)
def take(request: HttpRequest, given: schemas.Code) -> dict[str, Any]:
    """Take the turf behind a code; answers the turf package."""
    person, device = sign_in.person_on_phone(request)
    turf_id = handout.take(code=codes.typed(given.code), by=person, device_id=device.id)
    return package_of(turf_id)


@api.post("/give-back", response={200: schemas.Nothing} | schemas.REFUSALS)
@phone(SIGNED_IN)
def give_back(request: HttpRequest, given: schemas.TurfId) -> dict[str, Any]:
    """The turf is free again; what was done at its doors stays."""
    person, _device = sign_in.person_on_phone(request)
    handout.give_back(turf_id=given.turf, by=person)
    return {}


@api.post("/hand-on", response={200: schemas.Code} | schemas.REFUSALS)
@phone(SIGNED_IN)
def hand_on(request: HttpRequest, given: schemas.TurfId) -> dict[str, Any]:
    """Give the turf to somebody else: a new code for them."""
    person, _device = sign_in.person_on_phone(request)
    return {"code": handout.hand_on(turf_id=given.turf, by=person)}


@api.post("/hand-in", response={200: schemas.Signed} | schemas.REFUSALS, openapi_extra=schemas.body_of(shapes.Batch))
@phone("It signs what it hands in.")
def take_batch(request: HttpRequest) -> dict[str, Any]:
    """A signed batch; needs no sign-in, so that work of an ended account still arrives."""
    receipt = hand_in(raw=request.body, signature=_decoded(request.headers.get("Waymeet-Signature", "")))
    return {"receipt": receipt.receipt, "signature": receipt.signature, "key": receipt.key}


@api.post("/bundle", response={200: schemas.Held} | schemas.REFUSALS, openapi_extra=schemas.body_of(shapes.Bundle))
@phone("It sends what only the organizing team can open.")
def take_bundle(request: HttpRequest) -> dict[str, Any]:
    """A sealed bundle from a locked phone, or from a file."""
    return {"held": keep_bundle(raw=request.body)}
