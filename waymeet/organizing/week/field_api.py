"""What a phone calls for its week."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.gzip import gzip_page
from ninja import NinjaAPI
from ninja.decorators import decorate_view
from ninja.errors import HttpError, ValidationError

from waymeet.accounts import sign_in
from waymeet.accounts.keyring import Keyring
from waymeet.kernel.policy import phone
from waymeet.organizing.canvass.field_api import SIGNED_IN, unreadable
from waymeet.organizing.canvass.schemas import REFUSALS
from waymeet.organizing.week import schemas
from waymeet.organizing.week.queries import week_of

api = NinjaAPI(title="Waymeet: an organizer's week on the phone", urls_namespace="field_week", docs_url=None)
api.add_exception_handler(ValidationError, unreadable)
api.add_exception_handler(HttpError, unreadable)


@api.post("/take", response={200: dict[str, Any]} | REFUSALS)
@decorate_view(gzip_page)
@phone(SIGNED_IN)
def take(request: HttpRequest, given: schemas.Take) -> dict[str, Any]:
    """Whom to see, whom to call, and tonight's events. A wrong passphrase is refused; none leaves sealed things here.

    The phone's own sign-in opens nothing. With the passphrase the keys are in memory for this one answer.
    """
    person, _device = sign_in.person_on_phone(request)
    return week_of(by=person, keyring=_keys(person.name, given.passphrase) if given.passphrase else None)


def _keys(name: str, passphrase: str) -> Keyring:
    account, private_key = sign_in.recognize(name, passphrase)
    return Keyring(account.id, private_key)
