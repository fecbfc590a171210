"""Inviting people, changing what they may do, ending accounts."""

import re
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts import enrolment, keys, second_step
from waymeet.accounts.models import Account, AuditLine, DeskSession, Device, HeldRole, PhoneEnrolment, PhoneSession
from waymeet.accounts.people import OPERATOR, Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import ALONE, TEAMS_OF, May, Role
from waymeet.accounts.trainings.models import Shown, Training
from waymeet.kernel import audit, clock, passphrase, sealing
from waymeet.kernel.errors import BadInput, Conflict, NotFound

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,38}")
PRIVATE_KEY = b"waymeet private key v1"


def invite(
    *, name: str, shown_as: str, roles: set[Role], language: str = "en", by: Person, keyring: keys.Keyring | None = None
) -> tuple[Account, str]:
    """A new account and its generated passphrase, shown once and stored nowhere."""
    check(by, May.MANAGE_ACCOUNTS)
    name = name.strip().lower()
    if not NAME.fullmatch(name):
        raise BadInput(
            _("A sign-in name has 2 to 39 letters, digits, dots, dashes or underscores. Choose another name.")
        )
    if Account.objects.filter(name=name).exists():
        raise Conflict(_("This sign-in name is taken. Choose another one."))
    _refuse_beside_others(roles)
    words = words_for(roles)
    with transaction.atomic(using="default"):
        account = Account(name=name, shown_as=shown_as.strip() or name, language=language)
        _set_passphrase(account, words)
        account.save(force_insert=True)
        audit.write(AuditLine, who=by.id, verb="account.invite", subject=account.id)
        for role in sorted(roles):
            _give_role(account, role, by, keyring)
    return account, words


def _refuse_beside_others(roles: set[Role]) -> None:
    """An officer's account never also opens what people told the teams."""
    if roles & ALONE and len(roles) > 1:
        raise BadInput(_("A police officer holds no other role here. Choose that role alone, or leave it out."))


def words_for(roles: set[Role]) -> str:
    holds_keys = any(role in TEAMS_OF for role in roles) or Role.ADMINISTRATOR in roles
    return passphrase.new_passphrase(passphrase.WORDS_FOR_KEY_HOLDERS if holds_keys else passphrase.WORDS_FOR_OTHERS)


def first_administrator(*, name: str, shown_as: str, language: str = "en") -> tuple[Account, str]:
    """The account everything begins with; refused once there is any."""
    if Account.objects.exists():
        raise Conflict(_("There is an account already. Ask an administrator for an invitation."))
    return invite(name=name, shown_as=shown_as, roles={Role.ADMINISTRATOR}, language=language, by=OPERATOR)


def _set_passphrase(account: Account, words: str) -> None:
    """A new key pair under a new passphrase. Wraps to an earlier key pair open no more: a colleague shares again."""
    pair = sealing.new_key_pair()
    account.public_key = pair.public
    _wrap_under(account, words, pair.private)


def _wrap_under(account: Account, words: str, private_key: bytes) -> None:
    account.salt = passphrase.new_salt()
    derived = passphrase.derive(words, account.salt)
    account.verifier_hash = passphrase.verifier_hash(derived.verifier)
    account.wrapped_private_key = sealing.wrap(derived.unwrap_key, private_key, aad=private_key_place(account.id))


def private_key_place(account_id: UUID) -> bytes:
    return sealing.bind("account", str(account_id), "private key", "1")


def _give_role(account: Account, role: Role, by: Person, keyring: keys.Keyring | None) -> int:
    HeldRole.objects.create(account=account, role=role)
    audit.write(AuditLine, who=by.id, verb="account.give_role", subject=account.id, basis=role)
    return keys.share_with(account, role, keyring)


def change_roles(*, account_id: UUID, roles: set[Role], by: Person, keyring: keys.Keyring | None = None) -> int:
    """Set somebody's roles; answers how many team keys still need a colleague who holds them (see keys.share_with)."""
    check(by, May.MANAGE_ACCOUNTS)
    _refuse_beside_others(roles)
    account = _account(account_id)
    held = {Role(row.role) for row in account.held_roles.all()}
    if Role.ADMINISTRATOR in held - roles:
        _keep_one_administrator(account)
    with transaction.atomic(using="default"):
        for role in sorted(held - roles):
            account.held_roles.filter(role=role).delete()
            audit.write(AuditLine, who=by.id, verb="account.take_role", subject=account.id, basis=role)
            keys.take_from(account, role)
        return sum(_give_role(account, role, by, keyring) for role in sorted(roles - held))


def share_team_keys(*, by: Person, keyring: keys.Keyring) -> int:
    """Wrap the keys this person holds to team-mates who lack them; answers how many people were helped."""
    helped = set()
    with transaction.atomic(using="default"):
        for role in by.roles & set(TEAMS_OF):
            for row in HeldRole.objects.filter(role=role, account__ended_on=None).exclude(account_id=by.id):
                lacking = keys.TeamKey.objects.filter(team__in=TEAMS_OF[role], destroyed_on=None)
                if lacking.exclude(wraps__account=row.account).exists():
                    keys.share_with(row.account, role, keyring)
                    helped.add(row.account_id)
        if helped:
            audit.write(AuditLine, who=by.id, verb="team_key.share")
    return len(helped)


def end_account(*, account_id: UUID, by: Person) -> None:
    """Nobody signs in with it any more; its phones can still push what they hold, which is put aside."""
    check(by, May.MANAGE_ACCOUNTS)
    account = _account(account_id)
    _keep_one_administrator(account)
    with transaction.atomic(using="default"):
        for row in list(account.held_roles.all()):
            row.delete()
            keys.take_from(account, Role(row.role))
        account.ended_on = clock.today()
        account.save(update_fields=["ended_on"])
        account.devices.filter(revoked_on=None).update(revoked_on=clock.today())
        _sign_out_everywhere(account)
        second_step.forget_all(account)
        PhoneEnrolment.objects.filter(account=account).delete()
        Training.objects.filter(account=account).delete()
        Shown.objects.filter(account=account).delete()
        audit.write(AuditLine, who=by.id, verb="account.end", subject=account.id)


def revoke_device(*, device_id: UUID, by: Person) -> None:
    """A lost phone: its sign-in ends; records it pushes later are put aside for a person to look at."""
    device = Device.objects.filter(pk=device_id).first()
    if device is None:
        raise NotFound
    if device.account_id != by.id:
        check(by, May.MANAGE_ACCOUNTS)
    with transaction.atomic(using="default"):
        enrolment.revoke(device)
        audit.write(AuditLine, who=by.id, verb="device.revoke", subject=device_id)


def new_passphrase(*, account_id: UUID, by: Person) -> str:
    """A new passphrase for somebody who lost theirs and has no recovery code either.

    Their old keys are gone: a team-mate shares the team's again, and they set up a new second step.
    """
    check(by, May.MANAGE_ACCOUNTS)
    account = _account(account_id)
    roles = {Role(row.role) for row in account.held_roles.all()}
    words = words_for(roles)
    with transaction.atomic(using="default"):
        _set_passphrase(account, words)
        account.failed_tries, account.locked_until = 0, None
        account.step_failed_tries, account.step_locked_until = 0, None
        account.save()
        account.wraps.all().delete()
        second_step.forget_all(account)
        _sign_out_everywhere(account)
        audit.write(AuditLine, who=by.id, verb="account.new_passphrase", subject=account.id)
    return words


def change_passphrase(*, account_id: UUID, private_key: bytes, keep_session: UUID | None = None) -> str:
    """A new generated passphrase for the same private key, by whoever just opened it: no key is lost.

    Every other sign-in of theirs ends, on phones too.
    """
    account = _account(account_id)
    words = words_for({Role(row.role) for row in account.held_roles.all()})
    with transaction.atomic(using="default"):
        _wrap_under(account, words, private_key)
        account.failed_tries, account.locked_until = 0, None
        account.save(update_fields=["salt", "verifier_hash", "wrapped_private_key", "failed_tries", "locked_until"])
        _sign_out_everywhere(account, keep_session)
        audit.write(AuditLine, who=account.id, verb="account.change_passphrase", subject=account.id)
    return words


def end_sessions(*, account_id: UUID, by: Person, keep_session: UUID | None = None) -> None:
    """Sign somebody out at every desk and on every phone; their phones stay known."""
    if account_id != by.id:
        check(by, May.MANAGE_ACCOUNTS)
    account = _account(account_id)
    with transaction.atomic(using="default"):
        _sign_out_everywhere(account, keep_session)
        audit.write(AuditLine, who=by.id, verb="session.end_all", subject=account_id)


def end_session(*, session_id: UUID, by: Person) -> None:
    """One of one's own sign-ins at a desk."""
    with transaction.atomic(using="default"):
        if not DeskSession.objects.filter(pk=session_id, account_id=by.id).delete()[0]:
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="session.end", subject=by.id)


def _sign_out_everywhere(account: Account, keep_session: UUID | None = None) -> None:
    others = DeskSession.objects.filter(account=account)
    (others.exclude(pk=keep_session) if keep_session else others).delete()
    PhoneSession.objects.filter(device__account=account).delete()


def _account(account_id: UUID) -> Account:
    account = Account.objects.filter(pk=account_id, ended_on=None).first()
    if account is None:
        raise NotFound
    return account


def _keep_one_administrator(account: Account) -> None:
    others = HeldRole.objects.filter(role=Role.ADMINISTRATOR, account__ended_on=None).exclude(account=account)
    if account.held_roles.filter(role=Role.ADMINISTRATOR).exists() and not others.exists():
        raise Conflict(_("This is the last administrator. Give somebody else that role first."))
