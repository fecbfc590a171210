"""What signing in keeps: the second step, recovery codes, sessions at a desk, codes that add a phone."""

from typing import ClassVar

from django.db import models

from waymeet.kernel import clock
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import COUNT, DAY, ID, KEY, LABEL, MOMENT, SEALED, SECRET_HASH, TECHNICAL, WORKER
from waymeet.kernel.retention import After, Until, With
from waymeet.kernel.sealed_field import Sealed


class AuthenticatorApp(models.Model):
    """The secret of somebody's authenticator app, sealed to their own key: it opens only after their passphrase."""

    account = models.OneToOneField("accounts.Account", on_delete=models.CASCADE, related_name="app")
    sealed_secret = Sealed()
    last_step = models.BigIntegerField(default=0)
    made_on = models.DateField(default=clock.today)

    class Privacy:
        holds = "What an authenticator app counts with, sealed to its owner; the last step used, so none counts twice."
        fields: ClassVar = {
            "id": TECHNICAL,
            "account": WORKER,
            "sealed_secret": SEALED,
            "last_step": TECHNICAL,
            "made_on": DAY,
        }
        seen_by = "Nobody; the owner's sign-in opens it."
        kept = "Until the owner takes it away or the account goes."
        forget = With("account")


class Passkey(models.Model):
    """The public half of a passkey; the private half never leaves the phone, computer or stick it was made on."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(unique=True, max_length=1023)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    label = models.CharField(max_length=40, blank=True)
    made_on = models.DateField(default=clock.today)

    class Privacy:
        holds = "A passkey somebody shows as their second step."
        fields: ClassVar = {
            "id": ID,
            "account": WORKER,
            "credential_id": KEY,
            "public_key": KEY,
            "sign_count": COUNT,
            "label": WORKER,
            "made_on": DAY,
        }
        seen_by = "Each person their own."
        kept = "Until the owner takes it away or the account goes."
        forget = With("account")


class RecoveryCode(models.Model):
    """One code of a printed sheet: a hash to know it by, and the private key wrapped under it."""

    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.BinaryField(unique=True)
    wrapped_private_key = models.BinaryField()
    made_on = models.DateField(default=clock.today)
    used_on = models.DateField(null=True, blank=True)

    class Privacy:
        holds = "A recovery code, hashed, and a private key that only this code opens."
        fields: ClassVar = {
            "id": TECHNICAL,
            "account": WORKER,
            "code_hash": SECRET_HASH,
            "wrapped_private_key": KEY,
            "made_on": DAY,
            "used_on": DAY,
        }
        seen_by = "Nobody; each person how many of theirs are left."
        kept = "Until a new sheet is printed or the account goes; the wrap goes when the code is used."
        forget = With("account")


class DeskSession(models.Model):
    """Somebody signed in at a desk. Known by the hash of their cookie, under which the private key is wrapped."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="desk_sessions")
    token_hash = models.BinaryField(unique=True)
    wrapped_private_key = models.BinaryField()
    second_step = models.CharField(max_length=12)
    browser = models.CharField(max_length=40, blank=True)
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    confirmed_at = models.DateTimeField()

    class Privacy:
        holds = "That somebody is signed in at a desk, in which kind of browser; no address."
        fields: ClassVar = {
            "id": ID,
            "account": WORKER,
            "token_hash": SECRET_HASH,
            "wrapped_private_key": KEY,
            "second_step": LABEL,
            "browser": LABEL,
            "begun_at": MOMENT,
            "seen_at": MOMENT,
            "confirmed_at": MOMENT,
        }
        seen_by = "Each person their own, by day."
        kept = "12 hours; it goes at once when the person signs out, is idle, or is signed out by somebody."
        forget = After("a day", by="seen_at", source="a sign-in ends after 12 hours at the latest")


class PhoneEnrolment(models.Model):
    """A code that lets one phone in for one account, once."""

    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="enrolments")
    code_hash = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()

    class Privacy:
        holds = "A code that adds a phone, hashed."
        fields: ClassVar = {"id": TECHNICAL, "account": WORKER, "code_hash": SECRET_HASH, "expires_at": MOMENT}
        seen_by = "Nobody; it is shown once, when it is made."
        kept = "15 minutes, or three days on the card of an invitation; it goes when it is used."
        forget = Until("expires_at")
