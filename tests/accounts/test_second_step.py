"""The second step and the recovery sheet: what they open, what they refuse, and what a copy of the database is worth."""

import datetime as dt

import pyotp
import pytest
import time_machine
from django.core.serializers import serialize

from tests.builders import Worker, app_of, two_organizers, worker
from waymeet.accounts import keys, recovery, second_step, services, sign_in, tries
from waymeet.accounts.browsers import named
from waymeet.accounts.models import Account, AuthenticatorApp, DeskSession, RecoveryCode
from waymeet.accounts.roles import NEEDS_SECOND_STEP, TEAMS_OF, Role
from waymeet.kernel import sealing
from waymeet.kernel.errors import CannotOpen, Conflict, NotAllowed

pytestmark = pytest.mark.django_db(databases=["default"])
EVENING = dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(EVENING, tick=False) as stopped:
        yield stopped


@pytest.fixture
def rosa(clock) -> Worker:
    return worker("rosa", Role.ORGANIZER)


def show(one: Worker, code: str) -> None:
    second_step.show_code(account=account_of(one), private_key=one.keyring.private_key, code=code)


def account_of(one: Worker) -> Account:
    return Account.objects.get(pk=one.person.id)


def sheet_of(one: Worker) -> list[str]:
    return recovery.new_sheet(account_id=one.person.id, private_key=one.keyring.private_key)


def test_whoever_holds_keys_or_decides_needs_a_second_step():
    assert set(TEAMS_OF) < NEEDS_SECOND_STEP
    assert set(Role) - NEEDS_SECOND_STEP == {Role.FIELD_LEAD, Role.CANVASSER, Role.PEER, Role.ADVISOR, Role.OFFICER}


def test_six_digits_count_once(rosa):
    app = pyotp.TOTP(app_of("rosa", rosa.words))
    show(rosa, app.at(EVENING))
    with pytest.raises(NotAllowed):
        show(rosa, app.at(EVENING))
    with pytest.raises(NotAllowed, match="next six digits"):
        show(rosa, app.at(EVENING - dt.timedelta(seconds=30)))
    show(rosa, app.at(EVENING + dt.timedelta(seconds=30)))


def test_a_phone_s_clock_may_be_half_a_minute_off_and_no_more(rosa):
    secret = app_of("rosa", rosa.words)
    near = [
        second_step.step_of(secret, pyotp.TOTP(secret).at(EVENING, counter_offset=n), EVENING.timestamp())
        for n in range(-3, 4)
    ]
    assert [step is not None for step in near] == [False, False, True, True, True, False, False]


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "\uff11\uff12\uff13\uff14\uff15\uff16", "0" * 60])
def test_what_is_no_code_is_refused_with_the_same_sentence(rosa, code):
    app_of("rosa", rosa.words)
    with pytest.raises(NotAllowed, match="next six digits"):
        show(rosa, code)


def test_six_wrong_codes_wait_ten_minutes_and_each_six_more_wait_twice_as_long(rosa, clock):
    app = pyotp.TOTP(app_of("rosa", rosa.words))
    for minutes in (10, 20):
        for _try in range(tries.TRIES):
            with pytest.raises(NotAllowed, match="next six digits"):
                show(rosa, "000 000x")
        with pytest.raises(NotAllowed, match="Too many"):
            show(rosa, app.at(dt.datetime.now(dt.UTC)))
        clock.shift(dt.timedelta(minutes=minutes))
    show(rosa, app.at(dt.datetime.now(dt.UTC)))
    assert account_of(rosa).step_failed_tries == 0


def test_the_right_passphrase_does_not_forgive_wrong_codes(rosa):
    """Or a thief of the passphrase could guess for ever, signing in between."""
    for _try in range(tries.TRIES):
        sign_in.recognize("rosa", rosa.words)
        with pytest.raises(NotAllowed):
            show(rosa, "000000x")
    with pytest.raises(NotAllowed, match="Too many"):
        show(rosa, "000000x")


@pytest.mark.parametrize(
    ("tried", "minutes"), [(5, None), (6, 10), (7, None), (12, 20), (18, 40), (60, 1440), (6000, 1440)]
)
def test_how_long_one_waits(tried, minutes):
    assert tries.waiting_after(tried) == (None if minutes is None else dt.timedelta(minutes=minutes))


def test_a_copy_of_the_database_makes_no_digits_and_opens_no_key(rosa):
    """Every row there is: neither the app's secret nor the private key lies in it, as bytes or as text."""
    secret, codes = app_of("rosa", rosa.words), sheet_of(rosa)
    rows = [
        Account.objects.all(),
        AuthenticatorApp.objects.all(),
        RecoveryCode.objects.all(),
        DeskSession.objects.all(),
    ]
    everything = "".join(serialize("json", table) for table in rows)
    for private in (secret, *codes, rosa.keyring.private_key.hex()):
        assert private not in everything
    sealed = bytes(AuthenticatorApp.objects.get().sealed_secret)
    for key in (bytes(account_of(rosa).public_key), bytes(32)):
        with pytest.raises(CannotOpen):
            second_step.open_secret(rosa.person.id, key, sealed)


def test_a_secret_moved_to_another_account_does_not_open(rosa):
    luz = worker("luz", Role.ORGANIZER)
    app_of("rosa", rosa.words)
    sealed = bytes(AuthenticatorApp.objects.get().sealed_secret)
    with pytest.raises(CannotOpen):
        second_step.open_secret(luz.person.id, rosa.keyring.private_key, sealed)


def test_the_last_second_step_of_whoever_needs_one_is_not_taken_away(rosa):
    app_of("rosa", rosa.words)
    with pytest.raises(Conflict, match="Add another one first"):
        second_step.remove_app(account=account_of(rosa), by=rosa.person.id)
    assert second_step.ways_of(rosa.person.id).app


def test_whoever_needs_none_may_take_theirs_away():
    cal = worker("cal", Role.CANVASSER)
    app_of("cal", cal.words)
    second_step.remove_app(account=account_of(cal), by=cal.person.id)
    assert not second_step.ways_of(cal.person.id)


def test_a_recovery_code_opens_the_same_key_once(rosa):
    first, *_others = sheet_of(rosa)
    account, private = recovery.open_with("Rosa", first.lower().replace("-", " "))
    assert (account.id, private) == (rosa.person.id, rosa.keyring.private_key)
    with pytest.raises(NotAllowed, match="works once"):
        recovery.open_with("rosa", first)
    with pytest.raises(NotAllowed):
        recovery.show(account_id=rosa.person.id, code=first)
    assert recovery.codes_left(rosa.person.id) == recovery.CODES - 1
    assert bytes(RecoveryCode.objects.exclude(used_on=None).get().wrapped_private_key) == b""


def test_a_new_sheet_ends_the_old_one(rosa):
    old, new = sheet_of(rosa), sheet_of(rosa)
    with pytest.raises(NotAllowed):
        recovery.open_with("rosa", old[0])
    assert recovery.open_with("rosa", new[0])


def test_a_code_is_good_for_its_own_account_only(rosa):
    worker("luz", Role.ORGANIZER)
    code = sheet_of(rosa)[0]
    for name in ("luz", "nobody"):
        with pytest.raises(NotAllowed, match="do not fit together"):
            recovery.open_with(name, code)
    assert recovery.open_with("rosa", code)


def test_a_sheet_has_eight_codes_of_more_than_128_bits(rosa):
    codes = sheet_of(rosa)
    assert len(set(codes)) == 8
    assert all(len(recovery.codes.ALPHABET) ** len(code.replace("-", "")) > 2**128 for code in codes)


def test_a_changed_passphrase_keeps_every_key():
    rosa, _luz = two_organizers()
    key = keys.sealing_key(keys.ORGANIZING)
    sealed = sealing.seal(key.public, b"kept", info=b"test", aad=b"here")
    secret, codes = app_of("rosa", rosa.words), sheet_of(rosa)
    words = services.change_passphrase(account_id=rosa.person.id, private_key=rosa.keyring.private_key)
    assert words != rosa.words
    assert len(words.split()) == 6
    with pytest.raises(NotAllowed):
        sign_in.recognize("rosa", rosa.words)
    account, private = sign_in.recognize("rosa", words)
    opened = keys.Keyring(account.id, private).open_team_key(key.team, key.epoch)
    assert sealing.unseal(opened, sealed, info=b"test", aad=b"here") == b"kept"
    row = AuthenticatorApp.objects.get()
    assert second_step.open_secret(account.id, private, bytes(row.sealed_secret)) == secret
    assert recovery.open_with("rosa", codes[0])[1] == private


def test_an_administrator_s_new_passphrase_ends_second_step_and_sheet(rosa):
    """It comes with a new key pair: what was sealed or wrapped to the old one would open nothing."""
    ada = worker("ada", Role.ADMINISTRATOR)
    app_of("rosa", rosa.words)
    code = sheet_of(rosa)[0]
    services.new_passphrase(account_id=rosa.person.id, by=ada.person)
    assert not second_step.ways_of(rosa.person.id)
    with pytest.raises(NotAllowed):
        recovery.open_with("rosa", code)


def test_an_ended_account_has_no_second_step_no_sheet_and_no_session(rosa):
    ada = worker("ada", Role.ADMINISTRATOR)
    app_of("rosa", rosa.words)
    code = sheet_of(rosa)[0]
    services.end_account(account_id=rosa.person.id, by=ada.person)
    with pytest.raises(NotAllowed):
        recovery.open_with("rosa", code)
    assert (AuthenticatorApp.objects.count(), RecoveryCode.objects.count(), DeskSession.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox · Windows"),
        ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/131.0 Safari/537.36 Edg/131.0", "Edge · Mac"),
        ("", ""),
    ],
)
def test_a_browser_is_named_by_its_family_alone(told, words):
    assert named(told) == words
