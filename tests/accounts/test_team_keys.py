"""Who can open what a team's key sealed: members, nobody else, and nobody once its day has come."""

import datetime as dt

import pytest
import time_machine

from tests.builders import signed_in, two_organizers, two_outreach_workers, worker
from waymeet.accounts import keys, services
from waymeet.accounts.models import Account, TeamKey, TeamKeyWrap
from waymeet.accounts.roles import Role
from waymeet.kernel.errors import CannotOpen, Conflict

pytestmark = pytest.mark.django_db(databases=["default"])


def test_nothing_is_sealed_to_a_team_of_one() -> None:
    worker("rosa", Role.ORGANIZER)
    with pytest.raises(Conflict, match="two members"):
        keys.sealing_key(keys.ORGANIZING)


def test_each_member_opens_the_same_key_and_others_open_none() -> None:
    rosa, luz = two_organizers()
    ada = worker("ada", Role.ADMINISTRATOR)
    key = keys.sealing_key(keys.ORGANIZING)
    opened = {person.keyring.open_team_key(keys.ORGANIZING, key.epoch) for person in (rosa, luz)}
    assert len(opened) == 1
    with pytest.raises(CannotOpen):
        ada.keyring.open_team_key(keys.ORGANIZING, key.epoch)


def test_no_private_key_lies_in_the_clear() -> None:
    rosa, _luz = two_organizers()
    key = keys.sealing_key(keys.ORGANIZING)
    team_private = rosa.keyring.open_team_key(keys.ORGANIZING, key.epoch)
    stored = [bytes(value) for row in Account.objects.values_list("wrapped_private_key", "salt") for value in row]
    stored += [bytes(row.sealed_private_key) for row in TeamKeyWrap.objects.all()]
    for private in (team_private, rosa.keyring.private_key):
        assert not any(private in value for value in stored)


def test_a_newcomer_gets_the_keys_from_a_member_and_not_from_an_administrator() -> None:
    rosa, _luz = two_organizers()
    key = keys.sealing_key(keys.ORGANIZING)
    newcomer = worker("new", Role.ORGANIZER)
    with pytest.raises(CannotOpen):
        newcomer.keyring.open_team_key(keys.ORGANIZING, key.epoch)
    assert services.share_team_keys(by=rosa.person, keyring=rosa.keyring) == 1
    assert newcomer.keyring.open_team_key(keys.ORGANIZING, key.epoch)


def test_whoever_leaves_opens_nothing_and_the_next_record_has_a_new_key() -> None:
    ada = worker("ada", Role.ADMINISTRATOR)
    rosa, luz = two_organizers()
    worker("kim", Role.ORGANIZER)
    before = keys.sealing_key(keys.ORGANIZING)
    services.change_roles(account_id=luz.person.id, roles={Role.CANVASSER}, by=ada.person)
    after = keys.sealing_key(keys.ORGANIZING)
    assert after.epoch != before.epoch
    for epoch in (before.epoch, after.epoch):
        with pytest.raises(CannotOpen):
            luz.keyring.open_team_key(keys.ORGANIZING, epoch)
        assert rosa.keyring.open_team_key(keys.ORGANIZING, epoch)


def test_the_outreach_team_has_a_key_a_month_and_old_ones_are_destroyed() -> None:
    with time_machine.travel(dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC), tick=False):
        dee, _sol = two_outreach_workers()
        november = keys.sealing_key(keys.OUTREACH)
        assert november.epoch == "2026-11"
    with time_machine.travel(dt.datetime(2026, 12, 2, 18, tzinfo=dt.UTC), tick=False):
        assert keys.sealing_key(keys.OUTREACH).epoch == "2026-12"
        assert keys.destroy_due_keys() == 0
        assert dee.keyring.open_team_key(keys.OUTREACH, "2026-11")
    with time_machine.travel(dt.datetime(2027, 3, 2, 18, tzinfo=dt.UTC), tick=False):
        assert keys.destroy_due_keys() == 1
        with pytest.raises(CannotOpen):
            dee.keyring.open_team_key(keys.OUTREACH, "2026-11")
    assert not TeamKey.objects.get(epoch="2026-11").wraps.exists()


def test_a_lost_passphrase_loses_the_keys_until_a_team_mate_shares_them_again() -> None:
    ada = worker("ada", Role.ADMINISTRATOR)
    rosa, luz = two_organizers()
    key = keys.sealing_key(keys.ORGANIZING)
    words = services.new_passphrase(account_id=luz.person.id, by=ada.person)
    again = signed_in(Account.objects.get(pk=luz.person.id), words)
    with pytest.raises(CannotOpen):
        again.keyring.open_team_key(keys.ORGANIZING, key.epoch)
    services.share_team_keys(by=rosa.person, keyring=rosa.keyring)
    assert again.keyring.open_team_key(keys.ORGANIZING, key.epoch)
