"""A team's key: changed on purpose, printed on sheets, and got back from them when everything else is lost."""

import datetime as dt

import pytest
import time_machine
from django.core import serializers
from django.test import Client

from tests.builders import Worker, signed_in, two_organizers, two_outreach_workers, worker
from tests.stick import Stick, sign_in
from waymeet.accounts import ceremony, key_queries, keys, services
from waymeet.accounts.models import Account, AuditLine, KeyNotice, KeySheets, TeamKey
from waymeet.accounts.roles import Role
from waymeet.kernel import casefiles, key_sheets, sealing
from waymeet.kernel.casefiles import OpenKeys
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotAllowed, NotFound
from waymeet.kernel.ids import random_id

pytestmark = pytest.mark.django_db(databases="__all__")
TEAM = keys.CASEWORK


def two_case_managers() -> tuple[Worker, Worker]:
    return worker("nell", Role.CASE_MANAGER), worker("teo", Role.CASE_MANAGER)


def printed(by: Worker, team: str = TEAM, needed: int = 2, among: int = 3) -> ceremony.Printed:
    return ceremony.print_sheets(team=team, needed=needed, among=among, by=by.person, keyring=by.keyring)


def typed(*sheets: str) -> list[key_sheets.Sheet]:
    held: list[key_sheets.Sheet] = []
    for words in sheets:
        held.append(key_sheets.read(words, held))
    return held


def private_of(one: Worker, epoch: str, team: str = TEAM) -> bytes:
    return one.keyring.open_team_key(team, epoch)


def lost_both(one: Worker, ada: Worker) -> Worker:
    """Passphrase and recovery codes are gone: an administrator gives a new passphrase, which opens nothing old."""
    words = services.new_passphrase(account_id=one.person.id, by=ada.person)
    return signed_in(Account.objects.get(pk=one.person.id), words)


def test_a_member_alone_can_begin_once_sheets_are_printed() -> None:
    nell = worker("nell", Role.CASE_MANAGER)
    with pytest.raises(Conflict, match="printed sheets"):
        keys.sealing_key(TEAM)
    sheets = printed(nell)
    key = keys.sealing_key(TEAM)
    assert key.epoch == sheets.epoch
    assert private_of(nell, key.epoch)


def test_sheets_alone_do_not_make_a_key_usable() -> None:
    nell, ada = worker("nell", Role.CASE_MANAGER), worker("ada", Role.ADMINISTRATOR)
    printed(nell)
    lost_both(nell, ada)
    with pytest.raises(Conflict):
        keys.sealing_key(TEAM)


def test_sheets_stay_good_when_a_second_member_comes_before_the_first_record() -> None:
    nell = worker("nell", Role.CASE_MANAGER)
    sheets = printed(nell)
    teo = worker("teo", Role.CASE_MANAGER)
    assert keys.sealing_key(TEAM).epoch == sheets.epoch
    with pytest.raises(CannotOpen):
        private_of(teo, sheets.epoch)
    services.share_team_keys(by=nell.person, keyring=nell.keyring)
    assert private_of(teo, sheets.epoch) == private_of(nell, sheets.epoch)


def test_what_is_on_the_sheets_is_kept_nowhere() -> None:
    nell, _teo = two_case_managers()
    sheets = printed(nell)
    private = private_of(nell, sheets.epoch)
    rows = [*KeySheets.objects.all(), *KeyNotice.objects.all(), *AuditLine.objects.all(), *TeamKey.objects.all()]
    stored = serializers.serialize("json", rows)
    assert private.hex() not in stored
    for words in sheets.sheets:
        assert not any(" ".join(words.split()[at : at + 2]) in stored for at in range(32))
    row = KeySheets.objects.get()
    assert (row.team_key.epoch, row.needed, row.among) == (sheets.epoch, 2, 3)
    assert row.fingerprint == sheets.fingerprint == ceremony.fingerprint(bytes(row.team_key.public_key))


def test_a_team_that_lost_everything_gets_its_key_back_and_everybody_is_told() -> None:
    ada = worker("ada", Role.ADMINISTRATOR)
    nell, teo = two_case_managers()
    sheets = printed(nell, needed=2, among=3)
    key = keys.sealing_key(TEAM)
    private = private_of(nell, key.epoch)
    nell, teo = lost_both(nell, ada), lost_both(teo, ada)
    for one in (nell, teo):
        with pytest.raises(CannotOpen):
            private_of(one, key.epoch)
    KeyNotice.objects.all().delete()
    held = typed(sheets.sheets[2], sheets.sheets[0])
    given = ceremony.use_sheets(team=TEAM, epoch=key.epoch, sheets=held, members=[teo.person.id], by=nell.person)
    assert given == 1
    assert private_of(teo, key.epoch) == private
    with pytest.raises(CannotOpen):
        private_of(nell, key.epoch)
    for one in (nell, teo):
        (told,) = key_queries.notices_for(one.person)
        assert "Nell used printed sheets" in told.words
    verbs = list(AuditLine.objects.order_by("-pk").values_list("verb", flat=True)[:2])
    assert verbs == ["team_key.use_sheets", "team_key.give_from_sheets"]
    services.share_team_keys(by=teo.person, keyring=teo.keyring)
    assert private_of(nell, key.epoch) == private


def test_a_team_goes_on_without_its_old_key() -> None:
    """Both lost both, no sheets: what was sealed is lost to everybody, and the team works on with a new key."""
    ada = worker("ada", Role.ADMINISTRATOR)
    nell, teo = two_case_managers()
    old = keys.sealing_key(TEAM)
    nell, teo = lost_both(nell, ada), lost_both(teo, ada)
    with pytest.raises(Conflict):
        keys.sealing_key(TEAM)
    ceremony.change_key(team=TEAM, by=nell.person)
    new = keys.sealing_key(TEAM)
    assert new.epoch != old.epoch
    assert private_of(nell, new.epoch) == private_of(teo, new.epoch)


def test_one_who_lost_both_gets_all_living_keys_from_a_team_mate() -> None:
    ada = worker("ada", Role.ADMINISTRATOR)
    nell, teo = two_case_managers()
    first = keys.sealing_key(TEAM)
    ceremony.change_key(team=TEAM, by=nell.person)
    second = keys.sealing_key(TEAM)
    teo = lost_both(teo, ada)
    services.share_team_keys(by=nell.person, keyring=nell.keyring)
    for epoch in (first.epoch, second.epoch):
        assert private_of(teo, epoch) == private_of(nell, epoch)


@pytest.mark.parametrize("how", ["role taken", "account ended"])
def test_whoever_left_opens_nothing_written_since_even_with_the_database_and_old_keys(how: str) -> None:
    ada = worker("ada", Role.ADMINISTRATOR)
    nell, teo = two_case_managers()
    worker("kim", Role.CASE_MANAGER)
    case, record, old_epoch = random_id(), random_id(), keys.sealing_key(TEAM)
    services.share_team_keys(by=nell.person, keyring=nell.keyring)
    case_key, wrapped = casefiles.new_case_key(case, 1, old_epoch)
    row = casefiles.NewGeneration(1, old_epoch.epoch, wrapped)
    teos_copy = {"team": private_of(teo, old_epoch.epoch), "case": case_key, "own": teo.keyring.private_key}
    if how == "role taken":
        services.change_roles(account_id=teo.person.id, roles=set(), by=ada.person)
    else:
        services.end_account(account_id=teo.person.id, by=ada.person)
    now = keys.sealing_key(TEAM)
    key, made = casefiles.key_to_seal_with([row], case, now, OpenKeys(TEAM, nell.keyring))
    assert made is not None
    sealed = casefiles.seal_record(key, "record", record, 1, {"words": "written after Teo left"})
    with pytest.raises(CannotOpen):
        casefiles.open_record(teos_copy["case"], "record", record, 1, sealed)
    with pytest.raises(CannotOpen):
        casefiles.open_case_key(made, case, TEAM, teos_copy["team"])
    for wrap in TeamKey.objects.get(team=TEAM, epoch=now.epoch).wraps.all():
        place = sealing.bind("team key", TEAM, now.epoch, str(wrap.account_id))
        with pytest.raises(CannotOpen):
            sealing.unseal(teos_copy["own"], bytes(wrap.sealed_private_key), info=keys.WRAP, aad=place)
    opened = OpenKeys(TEAM, nell.keyring).of(made, case)
    assert casefiles.open_record(opened, "record", record, 1, sealed) == {"words": "written after Teo left"}


def test_a_wrap_opens_for_its_member_team_and_epoch_only() -> None:
    nell, teo = two_case_managers()
    first = keys.sealing_key(TEAM)
    ceremony.change_key(team=TEAM, by=nell.person)
    second = keys.sealing_key(TEAM)
    wraps = {key.epoch: key.wraps.get(account_id=nell.person.id) for key in TeamKey.objects.filter(team=TEAM)}
    moved = wraps[second.epoch]
    moved.sealed_private_key = wraps[first.epoch].sealed_private_key
    moved.save()
    with pytest.raises(CannotOpen):
        private_of(nell, second.epoch)
    theirs = TeamKey.objects.get(team=TEAM, epoch=first.epoch).wraps.get(account_id=teo.person.id)
    theirs.sealed_private_key = wraps[first.epoch].sealed_private_key
    theirs.save()
    with pytest.raises(CannotOpen):
        private_of(teo, first.epoch)


def test_new_sheets_are_due_when_the_key_changes() -> None:
    nell, teo = two_case_managers()
    printed(nell)
    KeyNotice.objects.all().delete()
    ceremony.change_key(team=TEAM, by=nell.person)
    for one in (nell, teo):
        (told,) = key_queries.notices_for(one.person)
        assert "print new ones" in told.words
    KeyNotice.objects.all().delete()
    ceremony.change_key(team=TEAM, by=nell.person)
    assert not KeyNotice.objects.exists()


def test_a_notice_is_put_away_by_the_one_it_is_for() -> None:
    nell, teo = two_case_managers()
    printed(nell)
    (told,) = key_queries.notices_for(teo.person)
    ceremony.put_away(notice_id=told.id, by=nell.person)
    assert key_queries.notices_for(teo.person) == [told]
    ceremony.put_away(notice_id=told.id, by=teo.person)
    assert key_queries.notices_for(teo.person) == []


def test_old_sheets_open_the_old_key_only() -> None:
    nell, _teo = two_case_managers()
    old = printed(nell)
    ceremony.change_key(team=TEAM, by=nell.person)
    new = printed(nell)
    ids = [nell.person.id]
    assert ceremony.use_sheets(team=TEAM, epoch=old.epoch, sheets=typed(*old.sheets[:2]), members=ids, by=nell.person)
    with pytest.raises(BadInput, match="another key"):
        ceremony.use_sheets(team=TEAM, epoch=new.epoch, sheets=typed(*old.sheets[:2]), members=ids, by=nell.person)


def test_nobody_from_outside_gets_a_key_from_sheets() -> None:
    nell, _teo = two_case_managers()
    rosa, _luz = two_organizers()
    sheets = printed(nell)
    held = typed(*sheets.sheets[:2])
    with pytest.raises(NotAllowed):
        ceremony.use_sheets(team=TEAM, epoch=sheets.epoch, sheets=held, members=[rosa.person.id], by=rosa.person)
    with pytest.raises(BadInput, match="Choose who"):
        ceremony.use_sheets(team=TEAM, epoch=sheets.epoch, sheets=held, members=[rosa.person.id], by=nell.person)
    with pytest.raises(NotAllowed):
        printed(rosa)
    with pytest.raises(NotAllowed):
        ceremony.change_key(team=TEAM, by=rosa.person)
    ada = worker("ada", Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        ceremony.change_key(team=TEAM, by=ada.person)


def test_only_who_holds_the_key_prints_it() -> None:
    _nell, _teo = two_case_managers()
    keys.sealing_key(TEAM)
    kim = worker("kim", Role.CASE_MANAGER)
    with pytest.raises(CannotOpen):
        printed(kim)
    assert not KeySheets.objects.exists()
    assert not KeyNotice.objects.exists()


def test_a_key_with_a_last_day_is_never_printed() -> None:
    dee, _sol = two_outreach_workers()
    with pytest.raises(Conflict, match="destroyed on its day"):
        printed(dee, team=keys.OUTREACH)
    assert printed(dee, team=keys.PARTICIPANTS)


def test_a_team_that_is_none_and_a_key_without_sheets_are_not_found() -> None:
    nell, _teo = two_case_managers()
    keys.sealing_key(TEAM)
    with pytest.raises(NotFound):
        ceremony.change_key(team="nobody", by=nell.person)
    with pytest.raises(NotFound):
        ceremony.key_with_sheets(TEAM, "1")


def carried(held: list[key_sheets.Sheet], one: Worker, epoch: str = "1") -> str:
    return ceremony.hold_in_hand(held, team=TEAM, epoch=epoch, by=one.person, keyring=one.keyring)


def test_sheets_between_two_pages_open_only_for_the_one_who_types() -> None:
    nell, teo = two_case_managers()
    sheets = printed(nell)
    text = carried(typed(sheets.sheets[0]), nell)
    read = {"team": TEAM, "epoch": "1", "by": nell.person, "keyring": nell.keyring}
    assert ceremony.in_hand(text, **read) == typed(sheets.sheets[0])
    assert ceremony.in_hand("", **read) == []
    others = ({"keyring": teo.keyring}, {"by": teo.person}, {"epoch": "2"}, {"team": keys.PARTICIPANTS})
    for other in others:
        with pytest.raises(BadInput, match="Begin again"):
            ceremony.in_hand(text, **{**read, **other})
    for broken in ("no base64 ñ", text[:-8], text[:20], "AAAA"):
        with pytest.raises(BadInput, match="Begin again"):
            ceremony.in_hand(broken, **read)


def test_sheets_between_two_pages_are_good_for_half_an_hour() -> None:
    with time_machine.travel(dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC), tick=False) as clock:
        nell, _teo = two_case_managers()
        text = carried(typed(printed(nell).sheets[0]), nell)
        read = {"team": TEAM, "epoch": "1", "by": nell.person, "keyring": nell.keyring}
        clock.shift(30 * 60)
        assert ceremony.in_hand(text, **read)
        clock.shift(1)
        with pytest.raises(BadInput, match="half an hour"):
            ceremony.in_hand(text, **read)


def at_desk(one: Worker) -> Client:
    desk = Client(SERVER_NAME="localhost")
    sign_in(desk, one.person.name, one.words, Stick())  # a new card ends the old second step
    return desk


def test_the_ceremony_at_the_desk_from_print_to_typing_back() -> None:
    ada = worker("ada", Role.ADMINISTRATOR)
    nell, teo = two_case_managers()
    desk = at_desk(nell)
    refused = desk.post(f"/account/team-keys/{TEAM}/sheets", {"needed": 3, "among": 2})
    assert refused.status_code == 422
    answer = desk.post(f"/account/team-keys/{TEAM}/sheets", {"needed": 2, "among": 3})
    sheets = answer.context["printed"]
    assert answer["Cache-Control"] == "no-store"
    assert all(word in answer.content.decode() for words in sheets.sheets for word in words.split())
    private = private_of(teo, sheets.epoch)
    nell, teo = lost_both(nell, ada), lost_both(teo, ada)
    desk = at_desk(nell)
    assert "print" in desk.get("/").content.decode()
    address = f"/account/team-keys/{TEAM}/{sheets.epoch}/use"
    first = desk.post(address, {"words": sheets.sheets[1]})
    assert first.status_code == 200
    assert sheets.sheets[1] not in first.content.decode()
    wrong = desk.post(address, {"words": sheets.sheets[1], "in_hand": first.context["in_hand"]})
    assert wrong.status_code == 422
    assert "Sheet number 2 was typed already" in wrong.content.decode()
    second = desk.post(address, {"words": sheets.sheets[2], "in_hand": wrong.context["in_hand"]})
    assert second.context["choosing"]
    nobody = desk.post(address, {"in_hand": second.context["in_hand"]})
    assert nobody.status_code == 422
    done = desk.post(address, {"members": [str(teo.person.id)], "in_hand": nobody.context["in_hand"]})
    assert done.status_code == 302
    assert private_of(teo, sheets.epoch) == private


def test_sheets_of_another_key_begin_again() -> None:
    nell, _teo = two_case_managers()
    old = printed(nell)
    ceremony.change_key(team=TEAM, by=nell.person)
    new = printed(nell)
    desk, address = at_desk(nell), f"/account/team-keys/{TEAM}/{new.epoch}/use"
    first = desk.post(address, {"words": old.sheets[0]})
    second = desk.post(address, {"words": old.sheets[1], "in_hand": first.context["in_hand"]})
    assert second.status_code == 422
    assert "of another key" in second.content.decode()
    assert second.context["numbers"] == []
    stale = desk.post(address, {"members": [], "in_hand": "nonsense"})
    assert stale.status_code == 422
    assert "Begin again" in stale.content.decode()


def test_the_page_says_who_holds_what_and_downloads() -> None:
    nell, _teo = two_case_managers()
    sheets = printed(nell)
    desk = at_desk(nell)
    page = desk.get("/account/team-keys").content.decode()
    for words in ("Nell, Teo", "2 of 3", "LEAD case team", f"/account/team-keys/{TEAM}/{sheets.epoch}/use"):
        assert words in page
    table = desk.get("/account/team-keys?format=csv")
    assert table["Content-Type"].startswith("text/csv")
    assert "Nell, Teo" in b"".join(table).decode()
    worker("kim", Role.CASE_MANAGER)
    assert "Without the newest key: Kim" in desk.get("/account/team-keys").content.decode()
    changed = desk.post(f"/account/team-keys/{TEAM}/change", follow=True).content.decode()
    assert "has a new key" in changed
    assert KeyNotice.objects.filter(kind="due").count() == 3
