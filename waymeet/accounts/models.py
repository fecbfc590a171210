"""Accounts, their keys, their phones; all in the `default` database."""

from typing import ClassVar

from django.db import models

from waymeet.accounts.key_models import KeyNotice, KeySheets  # noqa: F401 - Django finds models here
from waymeet.accounts.models_sign_in import AuthenticatorApp, DeskSession, Passkey, PhoneEnrolment, RecoveryCode
from waymeet.accounts.people import Person
from waymeet.accounts.roles import Role
from waymeet.kernel import clock
from waymeet.kernel.audit import AuditCheckpointBase, AuditLineBase
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import COUNT, DAY, ID, KEY, LABEL, MOMENT, SECRET_HASH, TECHNICAL, WORKER
from waymeet.kernel.retention import After, Stays, Until, WhenDone, With

__all__ = [
    "Account",
    "AuditCheckpoint",
    "AuditLine",
    "AuthenticatorApp",
    "DeskSession",
    "Device",
    "HeldRole",
    "Passkey",
    "PhoneEnrolment",
    "PhoneSession",
    "RecoveryCode",
    "ServerKey",
    "TeamKey",
    "TeamKeyWrap",
]


class Account(models.Model):
    """Somebody who signs in. The private key is wrapped under the passphrase; nobody else can open it."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    name = models.CharField(max_length=40, unique=True)
    shown_as = models.CharField(max_length=80)
    language = models.CharField(max_length=5, default="en")
    salt = models.BinaryField()
    verifier_hash = models.BinaryField()
    public_key = models.BinaryField()
    wrapped_private_key = models.BinaryField()
    made_on = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True, blank=True)
    failed_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    step_failed_tries = models.PositiveSmallIntegerField(default=0)
    step_locked_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    class Privacy:
        holds = "Somebody who works here and signs in."
        fields: ClassVar = {
            "id": ID,
            "name": WORKER,
            "shown_as": WORKER,
            "language": WORKER,
            "salt": KEY,
            "verifier_hash": SECRET_HASH,
            "public_key": KEY,
            "wrapped_private_key": KEY,
            "made_on": DAY,
            "ended_on": DAY,
            "failed_tries": COUNT,
            "locked_until": MOMENT,
            "step_failed_tries": COUNT,
            "step_locked_until": MOMENT,
        }
        seen_by = "Administrators; each person their own."
        kept = "Until the account has been ended for a year."
        forget = After("a year", by="ended_on", source="long enough to say who did what; audit lines keep only its id")

    def __str__(self) -> str:
        return str(self.id)

    def as_person(self) -> Person:
        roles = frozenset(Role(row.role) for row in self.held_roles.all())
        return Person(self.id, self.name, self.shown_as, roles, self.language)


class HeldRole(models.Model):
    """One role of one account."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="held_roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    since_on = models.DateField(default=clock.today)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "role"], name="each_role_once")]

    class Privacy:
        holds = "A role somebody holds."
        fields: ClassVar = {"id": TECHNICAL, "account": WORKER, "role": LABEL, "since_on": DAY}
        seen_by = "Administrators."
        kept = "While the role is held."
        forget = With("account")


class TeamKey(models.Model):
    """The public half of a team's key for one epoch; the private half exists only wrapped to members."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    team = models.CharField(max_length=20)
    epoch = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    public_key = models.BinaryField()
    made_on = models.DateField(default=clock.today)
    first_used_on = models.DateField(null=True, blank=True)
    destroy_on = models.DateField(null=True, blank=True)
    destroyed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "epoch"], name="one_key_an_epoch"),
            models.UniqueConstraint(fields=["team", "number"], name="epochs_are_counted"),
        ]

    class Privacy:
        holds = "A team's public key for one epoch, and the day its private half is destroyed."
        fields: ClassVar = {
            "id": ID,
            "team": LABEL,
            "epoch": LABEL,
            "number": COUNT,
            "public_key": KEY,
            "made_on": DAY,
            "first_used_on": DAY,
            "destroy_on": DAY,
            "destroyed_on": DAY,
        }
        seen_by = "Every phone that seals to the team."
        kept = "As long as something sealed to it may be."
        forget = Stays(
            "It is a public half. That a key was destroyed must stay known, or a backup could bring it back."
        )


class TeamKeyWrap(models.Model):
    """A team's private key, sealed to one member."""

    team_key = models.ForeignKey(TeamKey, on_delete=models.CASCADE, related_name="wraps")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="wraps")
    sealed_private_key = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["team_key", "account"], name="one_wrap_a_member")]

    class Privacy:
        holds = "A team's private key, sealed to one member."
        fields: ClassVar = {"id": TECHNICAL, "team_key": ID, "account": WORKER, "sealed_private_key": KEY}
        seen_by = "Nobody; the member's own sign-in opens it."
        kept = "Until the member leaves the team or the key is destroyed."
        forget = WhenDone("They are deleted when the member leaves the team, and on the day the key is destroyed.")
        in_key_backup = True


class Device(models.Model):
    """A sign-in of a phone: its signing key, so that a batch proves where it came from.

    A phone makes a new key each time somebody signs in on it, and vouches for it with the one before; `first` is the
    sign-in that a code let in. What is done to a phone is done to all of them.
    """

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    number = models.PositiveIntegerField(unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    signing_key = models.BinaryField(unique=True)
    label = models.CharField(max_length=40, blank=True)
    registered_on = models.DateField(default=clock.today)
    revoked_on = models.DateField(null=True, blank=True)
    first = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="later")

    class Privacy:
        holds = "A phone of somebody who works here, and the key it signs with."
        fields: ClassVar = {
            "id": ID,
            "number": TECHNICAL,
            "account": WORKER,
            "signing_key": KEY,
            "label": WORKER,
            "registered_on": DAY,
            "revoked_on": DAY,
            "first": ID,
        }
        seen_by = "Administrators; each person their own."
        kept = "Until the account goes."
        forget = With("account")


class PhoneSession(models.Model):
    """A phone's sign-in: the hash of its cookie. It opens no sealed thing."""

    token_hash = models.BinaryField(unique=True)
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="sessions")
    expires_at = models.DateTimeField()

    class Privacy:
        holds = "That a phone is signed in, for at most a day and a half."
        fields: ClassVar = {"id": TECHNICAL, "token_hash": SECRET_HASH, "device": WORKER, "expires_at": MOMENT}
        seen_by = "Nobody."
        kept = "36 hours."
        forget = Until("expires_at")


class ServerKey(models.Model):
    """The public half of a key a server process signed receipts with."""

    public_key = models.BinaryField(unique=True)
    since_on = models.DateField(default=clock.today)

    class Privacy:
        holds = "A public key that receipts and checkpoints are verified with."
        fields: ClassVar = {"id": TECHNICAL, "public_key": KEY, "since_on": DAY}
        seen_by = "Everybody."
        kept = "For good: receipts and certificates may be shown at any time."
        forget = Stays("Receipts, checkpoints and certificates may be shown at any time; a public key names nobody.")


class AuditLine(AuditLineBase):
    """One line of the audit chain of accounts and releases."""

    class Privacy(AuditLineBase.Privacy):
        """As every audit line."""


class AuditCheckpoint(AuditCheckpointBase):
    """One signed checkpoint of that chain."""

    class Privacy(AuditCheckpointBase.Privacy):
        """As every checkpoint."""
