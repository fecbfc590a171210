"""Passkeys: what is asked of the browser, and whether its answer holds; `webauthn` does the ceremony. Decision 0016.

A passkey recognizes; it opens nothing. It stands after the passphrase, never in its place.
"""

import ipaddress
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, generate_challenge, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from waymeet.accounts.models import Account, AuditLine, Passkey
from waymeet.kernel import audit
from waymeet.kernel.errors import BadInput, NotAllowed, NotFound

NOT_TAKEN = _("The passkey was not taken. Try once more, or use an authenticator app.")
NOT_YOURS = _("That passkey does not fit. Try once more, or use another way.")


@dataclass(frozen=True)
class Site:
    """Where the browser says it is: passkeys are bound to it, so a copied page gets nothing."""

    name: str
    origin: str

    @property
    def can_have_passkeys(self) -> bool:
        """Browsers bind a passkey to a name, never to a number such as 192.168.1.5."""
        try:
            ipaddress.ip_address(self.name.strip("[]"))
        except ValueError:
            return True
        return False


@dataclass(frozen=True)
class Asked:
    """One question: good for one answer, at one site."""

    site: Site
    challenge: bytes


def ask(site: Site) -> Asked:
    return Asked(site, generate_challenge())


def options_to_add(account: Account, asked: Asked) -> str:
    """JSON for navigator.credentials.create. Not a discoverable one: a stick that is taken lists no account."""
    return options_to_json(
        generate_registration_options(
            rp_id=asked.site.name,
            rp_name="Waymeet",
            user_name=account.name,
            user_id=account.id.bytes,
            challenge=asked.challenge,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.DISCOURAGED,
                user_verification=UserVerificationRequirement.PREFERRED,
            ),
            exclude_credentials=_descriptors(account.id),
        )
    )


def options_to_show(account_id: UUID, asked: Asked) -> str:
    """JSON for navigator.credentials.get."""
    made = generate_authentication_options(
        rp_id=asked.site.name, challenge=asked.challenge, allow_credentials=_descriptors(account_id)
    )
    return options_to_json(made)


def _descriptors(account_id: UUID) -> list[PublicKeyCredentialDescriptor]:
    rows = Passkey.objects.filter(account_id=account_id).order_by("made_on", "id")
    return [PublicKeyCredentialDescriptor(id=bytes(row.credential_id)) for row in rows]


def add(*, account: Account, answer: str, asked: Asked, label: str) -> None:
    """Keep the public half of a new passkey."""
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=asked.challenge,
            expected_rp_id=asked.site.name,
            expected_origin=asked.site.origin,
        )
    except (WebAuthnException, ValueError) as trouble:
        raise BadInput(NOT_TAKEN) from trouble
    if Passkey.objects.filter(credential_id=made.credential_id).exists():
        raise BadInput(NOT_TAKEN)
    with transaction.atomic(using="default"):
        Passkey.objects.create(
            account=account,
            credential_id=made.credential_id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            label=label.strip()[:40],
        )
        audit.write(AuditLine, who=account.id, verb="second_step.passkey", subject=account.id)


def check(*, account_id: UUID, answer: str, asked: Asked) -> None:
    """NotAllowed unless one of this account's passkeys answered this very question."""
    try:
        told = parse_authentication_credential_json(answer)
        row = Passkey.objects.get(account_id=account_id, credential_id=base64url_to_bytes(told.id))
        shown = verify_authentication_response(
            credential=told,
            expected_challenge=asked.challenge,
            expected_rp_id=asked.site.name,
            expected_origin=asked.site.origin,
            credential_public_key=bytes(row.public_key),
            credential_current_sign_count=row.sign_count,
        )
    except (WebAuthnException, ValueError, Passkey.DoesNotExist) as trouble:
        raise NotAllowed(NOT_YOURS) from trouble
    Passkey.objects.filter(pk=row.pk).update(sign_count=shown.new_sign_count)


def count_of(account_id: UUID) -> int:
    return Passkey.objects.filter(account_id=account_id).count()


def of(account_id: UUID) -> list[Passkey]:
    return list(Passkey.objects.filter(account_id=account_id).order_by("made_on", "label"))


def remove(*, account_id: UUID, passkey_id: UUID) -> None:
    if not Passkey.objects.filter(account_id=account_id, pk=passkey_id).delete()[0]:
        raise NotFound


def forget_all(account_id: UUID) -> None:
    Passkey.objects.filter(account_id=account_id).delete()
