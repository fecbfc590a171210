"""A backup is whole, holds no keys in its content, and comes back as another life of the database."""

import json
import shutil
import sqlite3
import stat
import tarfile
from pathlib import Path

import pytest

from tests.server import Server

MAKE_KEYS = """
import django; django.setup()
from waymeet.accounts import services, keys
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
for name in ("rosa", "luz"):
    services.invite(name=name, shown_as=name, roles={Role.ORGANIZER}, by=OPERATOR)
keys.sealing_key("organizing")
"""


def rows(path: Path, statement: str) -> list[tuple]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def incarnation(server: Server, side: str) -> str:
    return rows(server.data / f"{side}.sqlite3", f"SELECT name FROM {side}_incarnation")[0][0]


@pytest.fixture(scope="module")
def organization(tmp_path_factory) -> Server:
    """An organization with two organizers, whose team key is wrapped to both, after its first evening online."""
    server = Server(tmp_path_factory.mktemp("organization") / "data")
    server.waymeet("administrator", "ada")
    server.python(MAKE_KEYS)
    return server


@pytest.fixture
def kept(organization: Server, server: Server) -> Server:
    """A copy of it for one test."""
    shutil.copytree(organization.data, server.data)
    return server


def backup(server: Server, folder: Path) -> tuple[Path, Path]:
    server.waymeet("backup", str(folder))
    return next(folder.glob("*-content.tar")), next(folder.glob("*-keys.sqlite3"))


def unpacked(content: Path, into: Path) -> dict[str, Path]:
    with tarfile.open(content) as tar:
        tar.extractall(into, filter="data")
    return {path.stem: path for path in into.glob("*.sqlite3")}


def test_content_and_keys_are_two_files_that_only_their_owner_reads(kept: Server, tmp_path: Path):
    content, keys = backup(kept, tmp_path / "copies")
    for path in (content, keys):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    copies = unpacked(content, tmp_path / "open")
    assert set(copies) == {"default", "organizing", "care", "diversion", "consent"}
    assert rows(copies["default"], "SELECT count(*) FROM accounts_account") == [(3,)]
    assert rows(copies["default"], "SELECT count(*) FROM accounts_teamkeywrap") == [(0,)]
    assert rows(keys, "SELECT count(*) FROM accounts_teamkeywrap") == [(2,)]


def test_not_one_byte_of_a_wrapped_key_is_left_in_the_content(kept: Server, tmp_path: Path):
    content, keys = backup(kept, tmp_path / "copies")
    for (wrapped,) in rows(keys, "SELECT sealed_private_key FROM accounts_teamkeywrap"):
        assert wrapped in (kept.data / "default.sqlite3").read_bytes()
        assert wrapped not in content.read_bytes()


def test_secrets_of_the_machine_are_in_no_backup(kept: Server, tmp_path: Path):
    content, keys = backup(kept, tmp_path / "copies")
    secret = (kept.data / "secret.key").read_bytes() if (kept.data / "secret.key").exists() else b"a key that only"
    assert secret not in content.read_bytes() + keys.read_bytes()


def test_key_backups_go_after_seven_days_and_content_stays(kept: Server, tmp_path: Path):
    folder = tmp_path / "copies"
    folder.mkdir()
    old = [folder / "waymeet-2020-01-01-0100-keys.sqlite3", folder / "waymeet-2020-01-01-0100-content.tar"]
    stranger = folder / "somebody-elses-keys.sqlite3"
    for path in (*old, stranger):
        path.touch()
    backup(kept, folder)
    assert [path.exists() for path in old] == [False, True]
    assert stranger.exists()


def test_a_restore_brings_rows_back_and_is_another_life(kept: Server, tmp_path: Path):
    content, _keys = backup(kept, tmp_path / "copies")
    before = incarnation(kept, "organizing"), incarnation(kept, "care")
    database = sqlite3.connect(kept.data / "consent.sqlite3")
    kept_lines = database.execute("SELECT count(*) FROM consent_sentence").fetchone()
    database.execute("DELETE FROM consent_sentence")
    database.commit()
    database.close()
    kept.waymeet("restore", str(content))
    assert rows(kept.data / "consent.sqlite3", "SELECT count(*) FROM consent_sentence") == [kept_lines]
    after = incarnation(kept, "organizing"), incarnation(kept, "care")
    assert set(before).isdisjoint(after)
    kept.start()
    assert (incarnation(kept, "organizing"), incarnation(kept, "care")) == after


SIGNED = """
import django; django.setup()
from django.db import transaction
from waymeet.consent.models import AuditLine, Sentence
from waymeet.kernel import audit
with transaction.atomic(using="consent"):
    Sentence.objects.create(hash="{name}" * 64, purpose="a test", language="en", text="{name}")
    audit.write(AuditLine, who="", verb="a.test")
"""


def test_consent_keeps_what_came_since_the_backup_and_gets_back_what_is_missing(kept: Server, tmp_path: Path):
    """A withdrawal is a row like these: one that came after the backup must be there after the restore."""
    kept.python(SIGNED.format(name="a"))
    content, _keys = backup(kept, tmp_path / "copies")
    kept.python(SIGNED.format(name="b") + "Sentence.objects.filter(text='a').delete()\n")
    kept.waymeet("restore", str(content))
    consent = kept.data / "consent.sqlite3"
    assert rows(consent, "SELECT text FROM consent_sentence WHERE purpose = 'a test' ORDER BY 1") == [("a",), ("b",)]
    assert rows(consent, "SELECT count(*) FROM consent_auditline") == [(3,)]  # the restore itself is one
    whole = "from waymeet.kernel.audit import first_broken; print(first_broken(AuditLine))"
    said = kept.python("import django; django.setup()\nfrom waymeet.consent.models import AuditLine\n" + whole)
    assert said == "None\n"


@pytest.mark.deep
def test_a_machine_with_another_secret_is_told_that_it_knows_no_code(kept: Server, tmp_path: Path):
    content, keys = backup(kept, tmp_path / "copies")
    assert "another secret" not in kept.waymeet("restore", str(content)).stderr
    other = Server(tmp_path / "other machine", WAYMEET_SECRET_KEY="a key of another machine, for a test")
    assert "another secret" in other.waymeet("restore", str(content), "--keys", str(keys)).stderr


@pytest.mark.deep
def test_a_copy_put_back_by_hand_is_noticed_at_the_next_start(kept: Server, tmp_path: Path):
    before = incarnation(kept, "organizing")
    content, _keys = backup(kept, tmp_path / "copies")
    copy = unpacked(content, tmp_path / "open")["organizing"]
    (kept.data / "organizing.sqlite3").write_bytes(copy.read_bytes())
    kept.start()
    assert incarnation(kept, "organizing") != before


@pytest.mark.deep
def test_a_start_and_a_backup_alone_are_the_same_life(kept: Server, tmp_path: Path):
    before = incarnation(kept, "organizing")
    backup(kept, tmp_path / "copies")
    kept.start()
    kept.kill()
    kept.start()
    assert incarnation(kept, "organizing") == before


@pytest.mark.deep
def test_somebody_who_left_since_does_not_come_back_by_a_restore(kept: Server, tmp_path: Path):
    content, _keys = backup(kept, tmp_path / "copies")
    kept.python(
        "import django; django.setup()\n"
        "from waymeet.accounts import services; from waymeet.accounts.models import Account\n"
        "from waymeet.accounts.people import OPERATOR\n"
        "services.end_account(account_id=Account.objects.get(name='luz').id, by=OPERATOR)\n"
    )
    kept.waymeet("restore", str(content))
    statement = "SELECT ended_on IS NOT NULL FROM accounts_account WHERE name = 'luz'"
    assert rows(kept.data / "default.sqlite3", statement) == [(1,)]
    assert rows(kept.data / "default.sqlite3", "SELECT count(*) FROM accounts_teamkeywrap WHERE 1") != [(0,)]


def test_an_empty_machine_gets_everything_back_with_the_key_file(kept: Server, tmp_path: Path):
    content, keys = backup(kept, tmp_path / "copies")
    other = Server(tmp_path / "other machine")
    other.waymeet("restore", str(content), "--keys", str(keys))
    assert rows(other.data / "default.sqlite3", "SELECT count(*) FROM accounts_account") == [(3,)]
    wraps = "SELECT sealed_private_key FROM accounts_teamkeywrap ORDER BY 1"
    assert rows(other.data / "default.sqlite3", wraps) == rows(kept.data / "default.sqlite3", wraps)


def test_a_backup_while_people_work_is_whole(kept: Server, tmp_path: Path):
    kept.start()
    content, _keys = backup(kept, tmp_path / "copies")
    for copy in unpacked(content, tmp_path / "open").values():
        assert rows(copy, "PRAGMA integrity_check") == [("ok",)]


@pytest.fixture(scope="module")
def a_backup(organization: Server, tmp_path_factory) -> Path:
    return backup(organization, tmp_path_factory.mktemp("copies"))[0]


@pytest.mark.parametrize("broken", ["empty", "not a tar", "cut", "no manifest", "damaged database"])
def test_a_broken_backup_is_refused_in_one_sentence_and_changes_nothing(
    kept: Server, a_backup: Path, tmp_path: Path, broken: str
):
    content = a_backup
    bad = tmp_path / "bad.tar"
    whole = content.read_bytes()
    if broken == "empty":
        bad.write_bytes(b"")
    elif broken == "not a tar":
        bad.write_bytes(b"these are not the bytes of an archive" * 100)
    elif broken == "cut":
        bad.write_bytes(whole[: len(whole) // 2])
    elif broken == "no manifest":
        with tarfile.open(bad, "w") as tar:
            tar.add(kept.data / "care.sqlite3", "care.sqlite3")
    else:
        with tarfile.open(content) as tar:
            at = tar.getmember("care.sqlite3").offset_data
        bad.write_bytes(whole[: at + 4096] + bytes(4096) + whole[at + 8192 :])
    before = {path.name: path.read_bytes() for path in kept.data.glob("*.sqlite3")}
    done = kept.waymeet("restore", str(bad), check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(bad) in done.stderr
    assert {path.name: path.read_bytes() for path in kept.data.glob("*.sqlite3")} == before


def test_tokens_beside_the_databases_are_no_values(kept: Server):
    tokens = json.loads((kept.data / "incarnation.json").read_text())
    assert set(tokens) == {"organizing", "care"}


MAKE_FILES = """
import django; django.setup()
from waymeet.care.participants.models import ParticipantFile, ParticipantKey
from waymeet.kernel import sealing
for number in (11, 12):
    file = ParticipantFile.objects.create(id=number, face=sealing.received(b"face"))
    ParticipantKey.objects.create(file=file, epoch="1", wrapped=b"the key of file %d" % number)
"""
FORGET_ONE = """
import django; django.setup()
from waymeet.care.participants.models import ParticipantFile, ParticipantKey
from waymeet.kernel import erasure
erasure.erase(ParticipantKey.objects.filter(file=11), ParticipantFile.objects.filter(pk=11))
"""
FILES = "SELECT id FROM care_participants_participantfile ORDER BY 1"
KEYS = "SELECT wrapped FROM care_participants_participantkey ORDER BY 1"


def test_the_keys_of_files_are_in_the_key_file_alone(kept: Server, tmp_path: Path):
    kept.python(MAKE_FILES)
    content, keys = backup(kept, tmp_path / "copies")
    assert b"the key of file" not in content.read_bytes()
    assert rows(unpacked(content, tmp_path / "open")["care"], KEYS) == []
    assert rows(keys, KEYS) == [(b"the key of file 11",), (b"the key of file 12",)]


def test_what_was_erased_stays_erased_and_what_was_not_still_opens(kept: Server, tmp_path: Path):
    """Restored with the content and the keys of before: the erased file does not come back, nor its key."""
    kept.python(MAKE_FILES)
    content, keys = backup(kept, tmp_path / "copies")
    kept.python(FORGET_ONE)
    kept.waymeet("restore", str(content), "--keys", str(keys))
    care = kept.data / "care.sqlite3"
    assert rows(care, FILES) == [(12,)]
    assert rows(care, KEYS) == [(b"the key of file 12",)]


def test_a_restore_of_the_content_alone_takes_no_living_key_away(kept: Server, tmp_path: Path):
    kept.python(MAKE_FILES)
    content, _keys = backup(kept, tmp_path / "copies")
    kept.waymeet("restore", str(content))
    assert len(rows(kept.data / "care.sqlite3", KEYS)) == 2


OLD = """
import datetime as dt
import django; django.setup()
from pathlib import Path
from django.utils import timezone
today = timezone.localdate()
timezone.localdate = lambda *_: today - dt.timedelta(days={days})
from waymeet.commands import copies
copies.back_up(Path({folder!r}), lambda *_: None)
"""


CHANGES = {
    "UPDATE made SET day = '2099-01-01'": "not as it was written",
    "UPDATE made SET day = 'no day'": "is not a key backup",
    "UPDATE care_participants_participantkey SET wrapped = x'00'": "not as it was written",
    "DROP TABLE made": "is not a key backup",
}


def test_a_key_file_that_was_changed_is_refused_before_anything_is_touched(kept: Server, tmp_path: Path):
    kept.python(MAKE_FILES)
    content, keys = backup(kept, tmp_path / "copies")
    kept.python(FORGET_ONE)
    for change, said in CHANGES.items():
        changed = shutil.copy(keys, tmp_path / "changed.sqlite3")
        with sqlite3.connect(changed) as database:
            database.execute(change)
        refused = kept.waymeet("restore", str(content), "--keys", str(changed), check=False)
        assert refused.returncode == 1
        assert said in refused.stderr
        assert "Nothing was changed" in refused.stderr
    assert rows(kept.data / "care.sqlite3", FILES) == [(12,)]


@pytest.mark.parametrize(("days", "taken"), [(7, True), (8, False)])
def test_a_key_file_lives_seven_days(kept: Server, tmp_path: Path, days: int, *, taken: bool):
    kept.python(MAKE_FILES)
    kept.python(OLD.format(days=days, folder=str(tmp_path / "copies")))
    content, keys = next((tmp_path / "copies").glob("*.tar")), next((tmp_path / "copies").glob("*-keys.sqlite3"))
    done = kept.waymeet("restore", str(content), "--keys", str(keys), check=False)
    assert (done.returncode == 0) is taken, done.stderr
    assert taken or "dies after 7 days" in done.stderr


@pytest.mark.deep
def test_a_key_file_of_another_organization_is_refused(kept: Server, tmp_path: Path):
    content, _keys = backup(kept, tmp_path / "copies")
    other = Server(tmp_path / "other")
    other.waymeet("administrator", "eve")
    _content, stranger = backup(other, tmp_path / "others")
    refused = kept.waymeet("restore", str(content), "--keys", str(stranger), check=False)
    assert refused.returncode == 1
    assert "not of this backup" in refused.stderr


def test_nothing_is_put_back_under_a_running_server(kept: Server, tmp_path: Path):
    content, _keys = backup(kept, tmp_path / "copies")
    kept.start()
    refused = kept.waymeet("restore", str(content), check=False)
    assert refused.returncode == 1
    assert "Stop it first; nothing was changed" in refused.stderr
    kept.kill()
    kept.waymeet("restore", str(content))


def test_somebody_taken_off_a_team_gets_no_key_back_from_an_older_file(kept: Server, tmp_path: Path):
    content, keys = backup(kept, tmp_path / "copies")
    kept.python(
        "import django; django.setup()\n"
        "from waymeet.accounts import services; from waymeet.accounts.models import Account\n"
        "from waymeet.accounts.people import OPERATOR\n"
        "services.change_roles(account_id=Account.objects.get(name='luz').id, roles=set(), by=OPERATOR)\n"
    )
    held = (
        "SELECT count(*) FROM accounts_teamkeywrap w JOIN accounts_account a ON a.id = w.account_id WHERE name = 'luz'"
    )
    assert rows(kept.data / "default.sqlite3", held) == [(0,)]
    kept.waymeet("restore", str(content), "--keys", str(keys))
    assert rows(kept.data / "default.sqlite3", held) == [(0,)]


def test_a_restore_is_a_line_in_every_chain_and_every_chain_holds(kept: Server, tmp_path: Path):
    witness = tmp_path / "witness.json"
    content, _keys = backup(kept, tmp_path / "copies")
    kept.python(
        "import django; django.setup()\nfrom waymeet.kernel import holds\nholds.place(kind='care_naloxone.OddSlot', by='')"
    )
    kept.waymeet("audit", "witness", str(witness))
    kept.waymeet("restore", str(content))
    assert rows(kept.data / "care.sqlite3", "SELECT verb FROM care_auditline ORDER BY number DESC LIMIT 1") == [
        ("backup.restore",)
    ]
    kept.waymeet("audit", "verify")
    compared = kept.waymeet("audit", "compare", str(witness), check=False)
    assert compared.returncode == 1
    assert "care: History was rewritten" in compared.stdout
    assert "default: The same history" in compared.stdout


@pytest.mark.deep
def test_a_witness_keeps_a_file_that_is_extended_only_while_it_fits(kept: Server, tmp_path: Path):
    witness = tmp_path / "witness.json"
    kept.waymeet("audit", "witness", str(witness))
    kept.waymeet("audit", "witness", str(witness))
    first = witness.read_text()
    assert kept.waymeet("audit", "compare", str(witness)).returncode == 0
    database = sqlite3.connect(kept.data / "default.sqlite3")
    database.execute("UPDATE accounts_auditline SET who = 'nobody' WHERE number = 2")
    database.commit()
    database.close()
    for command in ("witness", "compare"):
        done = kept.waymeet("audit", command, str(witness), check=False)
        assert (done.returncode, "Line 2 was changed" in done.stdout) == (1, True)
    assert witness.read_text() == first
    assert kept.waymeet("audit", "verify", check=False).returncode == 1
    (tmp_path / "other.json").write_text("{}")
    for other in ("other.json", "missing.json"):
        assert kept.waymeet("audit", "compare", str(tmp_path / other), check=False).returncode == 2
