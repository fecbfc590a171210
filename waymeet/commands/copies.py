"""What a backup is: consistent copies of the databases in one file, the team keys in another, and the way back."""

import contextlib
import datetime as dt
import io
import json
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction

from waymeet.accounts.models import DeskSession, PhoneSession, ServerKey, TeamKeyWrap
from waymeet.accounts.roles import TEAMS_OF, Role
from waymeet.commands import key_copies, ledger, ready
from waymeet.kernel import audit, clock, codes, erasure, vacuum

KEY_DAYS = key_copies.KEY_DAYS
KEY_FILE = re.compile(r"waymeet-(\d{4}-\d\d-\d\d)-\d{4}-keys\.sqlite3")
PAGES_A_STEP = 2000
MANIFEST, RELEASED = "waymeet-backup.json", "released/"
# What a content copy leaves out besides keys: sign-ins are nobody's to restore.
LEFT_OUT = (PhoneSession._meta.db_table, DeskSession._meta.db_table, "django_session")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """The two files of one backup."""

    content: Path
    keys: Path


def only_sqlite() -> None:
    if connections["default"].vendor != "sqlite":
        sentence = (
            "Waymeet copies SQLite files. On PostgreSQL, run pg_dump for each database (docs/tutorials/host-it.md)."
        )
        raise ready.refuse(sentence)


def back_up(folder: Path, progress: Progress) -> Made:
    """Copy every database of this server. Each copy is a moment of its own; no row of one points into another."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stem = f"waymeet-{clock.now():%Y-%m-%d-%H%M}"
    made = Made(folder / f"{stem}-content.tar", folder / f"{stem}-keys.sqlite3")
    key_copies.begin(made.keys)
    with tempfile.TemporaryDirectory(dir=folder) as draft:
        for alias in settings.DATABASES:
            copy = Path(draft) / f"{alias}.sqlite3"
            _copy(live(alias), copy, progress)
            _compact(copy, alias, made.keys)
        _pack(Path(draft), made.content)
    key_copies.finish(made.keys)
    _delete_old_keys(folder)
    return made


def live(alias: str) -> Path:
    return Path(settings.DATABASES[alias]["NAME"])


def _copy(source: Path, target: Path, progress: Progress) -> None:
    """SQLite's own backup: readers and writers go on, and the copy is whole."""
    with contextlib.closing(sqlite3.connect(source)) as one, contextlib.closing(sqlite3.connect(target)) as other:
        one.backup(other, pages=PAGES_A_STEP, progress=lambda _s, left, total: progress(total - left, total))


def _compact(copy: Path, alias: str, keys: Path) -> None:
    """Take keys and sessions out, and leave no freed page behind that would still hold them."""
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete=ON")
        key_copies.move_out(database, keys, [model._meta.db_table for model in key_copies.tables(alias)])
        if alias == "default":
            for table in LEFT_OUT:
                database.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names  # nosec B608
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _pack(draft: Path, target: Path) -> None:
    descriptor = os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
        said = {"made_on": clock.today().isoformat(), "databases": list(settings.DATABASES), "secret": codes.mark()}
        manifest = json.dumps(said).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(manifest)
        tar.addfile(entry, io.BytesIO(manifest))
        for alias in settings.DATABASES:
            tar.add(draft / f"{alias}.sqlite3", f"{alias}.sqlite3")
        if settings.RELEASED_DIR.is_dir():
            tar.add(settings.RELEASED_DIR, RELEASED)


def _delete_old_keys(folder: Path) -> None:
    oldest = clock.today() - dt.timedelta(days=KEY_DAYS)
    for path in folder.iterdir():
        named = KEY_FILE.fullmatch(path.name)
        if named and dt.date.fromisoformat(named[1]) < oldest:
            path.unlink()


def put_back(content: Path, keys: Path | None, progress: Progress, *, accounts: bool) -> bool:
    """Check the whole backup first, then put each database back; answers whether this machine knows its codes.

    Sign-ins and team keys stay as they are on this machine unless it has none or `accounts` is asked for: somebody who
    left since, or a key destroyed since, must not come back by accident. Consent is added to, never replaced.
    """
    from waymeet.commands import migrate

    kept = {"default": has_accounts() and not accounts, "consent": holds("consent") and ledger.lives_here()}
    replaced = [alias for alias in settings.DATABASES if not kept.get(alias)]
    added_to = ["consent"] if kept["consent"] else []
    with unpacked(content) as draft:
        _check_all(draft, content, keys, replaced + added_to)
        own = {alias: key_copies.here_now(alias, keys=alias != "default") for alias in replaced}
        connections.close_all()
        for alias in replaced:
            _copy(draft / f"{alias}.sqlite3", live(alias), progress)
        _put_back_released(draft / RELEASED)
        migrate.apply_all(quiet=True)
        for alias in added_to:
            ledger.add_missing_from(draft / f"{alias}.sqlite3")
        known = json.loads((draft / MANIFEST).read_text()).get("secret") == codes.mark()
    _put_back_keys_of_files(own, keys)
    if keys is not None:
        put_back_keys(keys)
    return known


def _check_all(draft: Path, content: Path, keys: Path | None, wanted: list[str]) -> None:
    """Both files, before anything is touched."""
    for alias in wanted:
        _check(draft / f"{alias}.sqlite3", content)
    if keys is not None:
        key_copies.check(keys, _server_keys(draft / "default.sqlite3"))


def _put_back_keys_of_files(own: dict[str, key_copies.Rows], keys: Path | None) -> None:
    """What this machine had first, then what the key file has; then what was erased goes again, everywhere."""
    for alias, rows in own.items():
        key_copies.put_back(rows)
        if keys is not None and alias != "default":
            key_copies.put_back(key_copies.in_file(keys, alias))
    for alias in settings.DATABASES:
        erasure.erase_again(alias)
        vacuum.rewrite(alias)


def say_in_the_audit() -> None:
    """In every chain, so that whoever finds lines missing since then knows why; and signed."""
    from waymeet.keeping import chains

    for alias, (line, _checkpoint) in audit.chains().items():
        with transaction.atomic(using=alias):
            audit.write(line, who="", verb="backup.restore", subject=clock.today())
    chains.sign_all()


def _server_keys(copy: Path) -> set[bytes]:
    """Every key this server signed with, as the copy knows them and as this machine does."""
    here = set()
    if has_accounts():
        here = {bytes(key) for key in ServerKey.objects.values_list("public_key", flat=True)}
    with contextlib.closing(sqlite3.connect(copy)) as database:
        return here | {bytes(key) for (key,) in database.execute("SELECT public_key FROM accounts_serverkey")}


def holds(alias: str) -> bool:
    return alias in settings.DATABASES


def has_accounts() -> bool:
    from waymeet.accounts.models import Account

    tables = connections["default"].introspection.table_names()
    return Account._meta.db_table in tables and Account.objects.exists()


def put_back_keys(keys: Path) -> None:
    """Wraps from a key backup, for keys that were not destroyed and people who are still of the team."""
    from uuid import UUID

    from waymeet.accounts.models import HeldRole, TeamKey

    with contextlib.closing(sqlite3.connect(keys)) as database:
        table = TeamKeyWrap._meta.db_table
        rows = list(database.execute(f"SELECT team_key_id, account_id, sealed_private_key FROM {table}"))  # noqa: S608 - our own name  # nosec B608
    living = dict(TeamKey.objects.filter(destroyed_on=None).values_list("pk", "team"))
    roles = HeldRole.objects.filter(account__ended_on=None).values_list("role", "account_id")
    members = {(team, account) for role, account in roles for team in TEAMS_OF.get(Role(role), ())}
    for key, account, sealed in rows:
        ids = {"team_key_id": UUID(key), "account_id": UUID(account)}
        if (living.get(ids["team_key_id"]), ids["account_id"]) in members:
            TeamKeyWrap.objects.get_or_create(**ids, defaults={"sealed_private_key": sealed})


@contextlib.contextmanager
def unpacked(content: Path) -> Iterator[Path]:
    """The backup's files in a folder that goes away; only plain files under names we know."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder)
        try:
            with tarfile.open(content, "r:") as tar:
                if MANIFEST not in tar.getnames():
                    raise ready.refuse(f"{content} is not a Waymeet backup: it has no {MANIFEST}.")
                for entry in tar:
                    _unpack(tar, entry, draft)
        except (tarfile.TarError, EOFError) as broken:
            raise ready.refuse(f"{content} cannot be read as a backup. Use another copy.") from broken
        yield draft


def _unpack(tar: tarfile.TarFile, entry: tarfile.TarInfo, draft: Path) -> None:
    target = (draft / entry.name).resolve()
    source = tar.extractfile(entry) if entry.isfile() else None
    if source is None or not target.is_relative_to(draft.resolve()):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        shutil.copyfileobj(source, file)


def _check(copy: Path, content: Path) -> None:
    """Refuse before anything is touched: a missing or damaged database, or one of a newer Waymeet."""
    from django.db.migrations.loader import MigrationLoader

    if not copy.exists():
        raise ready.refuse(f"{content} has no copy of the database '{copy.stem}'. Nothing was changed.")
    with contextlib.closing(sqlite3.connect(copy)) as database:
        try:
            sound = database.execute("PRAGMA quick_check").fetchone()[0] == "ok"
            applied = set(database.execute("SELECT app, name FROM django_migrations"))
        except sqlite3.DatabaseError:
            sound, applied = False, set()
    if not sound:
        raise ready.refuse(f"{content}: the copy of '{copy.stem}' is damaged. Nothing was changed; use another copy.")
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations or ())
    if any(app in {label for label, _name in known} and (app, name) not in known for app, name in applied):
        raise ready.refuse(f"{content} was made by a newer Waymeet. Update this one first; nothing was changed.")


def _put_back_released(folder: Path) -> None:
    """Released files never change, so one that is here stays; one that is missing comes back."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        target = settings.RELEASED_DIR / path.relative_to(folder)
        if path.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
