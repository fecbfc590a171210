"""The day's run: rows whose time has come go, keys whose day has come are destroyed, files keep no trace of either.

It can be stopped at any moment and run again; whatever was left is due the next time, and missed days are caught up,
because everything is asked of the day's date and nothing of the day before.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils.module_loading import import_string

from waymeet.accounts import keys
from waymeet.keeping import chains, table
from waymeet.keeping.models import DailyRun
from waymeet.keeping.table import Class
from waymeet.kernel import audit, clock, holds, vacuum
from waymeet.kernel.retention import After

BATCH = 500
KEYS, SESSIONS, WHOLE = "keys", "sessions", "run"

Told = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Went:
    """What came of one class of rows: how many went, or would go, and how many a hold kept."""

    kind: str
    database: str
    went: int
    held: int


class Busy(Exception):
    """Another process is at it."""


def due_today() -> list[Went]:
    """What a run would let go now; changes nothing."""
    today = clock.today()
    found = [(one, table.count(one, today)) for one in table.classes() if one.goes_by_itself]
    return [Went(one.kind, one.database, went, held) for one, (went, held) in found if went or held]


def run(told: Told | None = None) -> list[Went]:
    """Let everything go that is due; Busy where another process has begun."""
    with _alone():
        classes = [one for one in table.classes() if one.goes_by_itself]
        went = []
        for done, one in enumerate(classes):
            if told:
                told(done, len(classes) + 1, one.kind)
            went.append(_let_go(one))
        for ended in settings.ENDS_EACH_DAY:
            import_string(ended)()
        went.append(_destroy_keys())
        SessionStore.clear_expired()
        _leave_no_trace({one.database for one in went if one.went})
        chains.sign_all()
        _note(went)
        if told:
            told(len(classes) + 1, len(classes) + 1, WHOLE)
    return [one for one in went if one.went or one.held]


def has_run_today() -> bool:
    return DailyRun.objects.filter(day=clock.today(), kind=WHOLE).exists()


@contextmanager
def _alone() -> Iterator[None]:
    """One process of this machine at a time; the lock goes with the process, so a killed run locks nobody out."""
    with (Path(settings.DATA_DIR) / "forget.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise Busy from busy
        yield


def _let_go(one: Class) -> Went:
    today = clock.today()
    free, kept = table.count(one, today)
    gone = 0
    if free:
        gone = _by_its_verb(one) if isinstance(one.rule, After) and one.rule.verb else _delete(one)
    if gone:
        with transaction.atomic(using=one.database):
            line = audit.line_of(one.database)
            audit.write(line, who="", verb="time.forget", subject=today, basis=f"{gone} {one.kind}"[:80])
    return Went(one.kind, one.database, gone, kept)


def _by_its_verb(one: Class) -> int:
    assert isinstance(one.rule, After)
    held = table.held_of(one.model)
    return int(import_string(one.rule.verb)(one.model, one.rule.last_due(clock.today()), held))


def _delete(one: Class) -> int:
    """In small transactions, so that people can work meanwhile and a stop loses nothing. Holds are asked in each."""
    gone = 0
    while True:
        with transaction.atomic(using=one.database):
            rows = table.unheld(one, table.due_rows(one, clock.today()), table.held_of(one.model))
            batch = list(rows.values_list("pk", flat=True)[:BATCH])
            one.model._default_manager.filter(pk__in=batch).delete()
        gone += len(batch)
        if len(batch) < BATCH:
            return gone


def _destroy_keys() -> Went:
    """Keys whose day has come, but for those that open something that is held."""
    kept = held_epochs()
    return Went(KEYS, "default", keys.destroy_due_keys(but=kept), len(kept))


def held_epochs() -> frozenset[str]:
    """Epochs of the outreach key under which something is held: without its key it would be kept for nothing."""
    found: set[str] = set()
    for model in table.ours():
        held = holds.held(model) if _epoch_of(model) else None
        if held:
            rows = model._default_manager.all()
            if not held.everything:
                rows = rows.filter(pk__in=[table._key(model, key) for key in held.ids])
            found |= set(rows.values_list(_epoch_of(model), flat=True))
    return frozenset(found)


def _epoch_of(model: type) -> str:
    """The column, or the way to it, that names the key of the month a row is sealed to."""
    names = {field.name for field in model._meta.get_fields()}  # type: ignore[attr-defined]
    return "key_epoch" if "key_epoch" in names else "night__key_epoch" if "night" in names else ""


def _leave_no_trace(databases: set[str]) -> None:
    for alias in settings.DATABASES:
        if alias in databases:
            vacuum.rewrite(alias)
        else:
            vacuum.empty_the_log(alias)


def _note(went: list[Went]) -> None:
    today = clock.today()
    for one in [*(one for one in went if one.went or one.held), Went(WHOLE, "default", sum(w.went for w in went), 0)]:
        row, _made = DailyRun.objects.get_or_create(day=today, kind=one.kind)
        DailyRun.objects.filter(pk=row.pk).update(went=row.went + one.went, held=one.held)
