"""The world both share, made once by the real services on real files; and copies of it, each changed in a process of
its own, so that nothing one world was told lies in the memory of the other.
"""

import contextlib
import datetime as dt
import os
import pickle
import random
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import time_machine

NOW = dt.datetime(2026, 11, 24, 18, 0, tzinfo=dt.UTC)
HEX = re.compile(r"[0-9a-f]{32}")
PHONES = {"Cam": "a phone", "Olga": "Olga's phone", "Flora": "Flora's phone", "Wanda": "Wanda's phone"}
Made = TypeVar("Made")


@dataclass(frozen=True)
class Actor:
    """Somebody who asks: by the cookies of a browser or a phone, by a header, or by nothing at all."""

    name: str
    roles: frozenset[str] = frozenset()
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    signing_key: bytes = b""
    device: str = ""


@dataclass
class World:
    """`folder` holds the files of the moment; `people`, `made` and `actors` are the same in every copy."""

    folder: Path
    people: Any
    made: dict[str, Any]
    actors: dict[str, Actor]

    def keyring(self, shown_as: str) -> Any:
        """What this person's sign-in opens."""
        from waymeet.accounts import sign_in
        from waymeet.accounts.keyring import Keyring

        account, private = sign_in.recognize(self.people[shown_as].name, self.people.words_of(shown_as))
        return Keyring(account.id, private)


def prepare(folder: Path) -> None:
    """Django on databases of our own, the clock stopped, passphrases quick; long work is begun and never gets far."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"WAYMEET_DATA": str(folder), "WAYMEET_DATABASE": "sqlite"}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "waymeet.config.settings", "WAYMEET_SECRET_KEY": "a key only tests know"}
    time_machine.travel(NOW, tick=False).start()
    import logging

    import django
    from django.conf import settings

    django.setup()
    logging.disable(logging.CRITICAL)
    settings.ARGON2_KIB, settings.ARGON2_PASSES = 64, 1
    from waymeet.kernel import long_work, signing

    signing.public_key()  # a process has its own; all that come from this one share it

    long_work._carry_out = lambda *_given: None  # a thread would see the files from beside the request


def build(folder: Path) -> World:
    """The organization with an evening's work of every room that tests know how to fill, everybody signed in."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from tests.desk.conftest import ROLES_OF, People
    from tests.desk.fill import fill

    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0)
    made = fill(folder)
    people = People()
    people.words = made["words"]
    people.known = {shown_as: _person(name) for shown_as, name in made["names"].items()}
    actors = {"nobody": Actor("nobody")}
    for shown_as, roles in ROLES_OF.items():
        cookies = _signed_in(people, shown_as, made["secrets"].get(shown_as, ""))
        actors[shown_as] = Actor(shown_as, frozenset(roles), cookies)
    phones = [_phone(people[shown_as], name) for shown_as, name in PHONES.items()]
    for actor in (*phones, _night()):
        actors[actor.name] = actor
    connections.close_all()
    world = World(folder, people, made, actors)
    (folder / "world.pickle").write_bytes(pickle.dumps(world))
    return world


def _person(name: str) -> Any:
    from waymeet.accounts.models import Account

    return Account.objects.get(name=name).as_person()


def _signed_in(people: Any, shown_as: str, counts_with: str) -> dict[str, str]:
    """The cookies of a browser after both steps, six digits for whoever needs a second one."""
    import pyotp
    from django.test import Client

    desk = Client(SERVER_NAME="localhost")
    told = {"name": people[shown_as].name, "passphrase": people.words_of(shown_as)}
    answer = desk.post("/sign-in", told)
    if answer["Location"] == "/sign-in/second-step":
        answer = desk.post("/sign-in/second-step", {"code": pyotp.TOTP(counts_with).at(NOW)})
    assert answer.status_code == 302, answer.content.decode()
    for page in ("/", "/account", "/organizing/introductions", "/care/people/", "/diversion/cases/"):
        desk.get(page)  # each side has followed what consents say so far
    assert desk.get("/account").status_code == 200
    return {name: morsel.value for name, morsel in desk.cookies.items()}


def _phone(person: Any, name: str) -> Actor:
    """A phone of organizing, signed in."""
    from django.conf import settings

    from tests.phone import Phone
    from waymeet.accounts import sign_in

    phone = Phone.of(person)
    cookies = {settings.PHONE_COOKIE_NAME: sign_in.open_phone_session(phone.device)}
    told = {"Waymeet-Device": str(phone.device.id)}
    key = phone.key.private_bytes_raw()
    return Actor(name, frozenset(person.roles), cookies, told, key, str(phone.device.id))


def _night() -> Actor:
    from waymeet.care.naloxone.models import Night
    from waymeet.care.naloxone.services import code_of
    from waymeet.kernel import clock

    night = Night.objects.filter(expires_at__gt=clock.now()).first()
    assert night is not None
    return Actor("a kit code", headers={"Authorization": f"Night {code_of(night)}"})


def loaded(folder: Path) -> World:
    return pickle.loads((folder / "world.pickle").read_bytes())


def copied(world: World, to: Path) -> Path:
    """The files of a world once more, without the copies that lie beside them: each would hold all before it."""
    shutil.copytree(world.folder, to, ignore=shutil.ignore_patterns("world.pickle", "pair*"))
    return to


def stand_in(folder: Path) -> None:
    """From now on this process lives on the files there."""
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    for alias in settings.DATABASES:
        settings.DATABASES[alias]["NAME"] = connections.settings[alias]["NAME"] = folder / f"{alias}.sqlite3"
    settings.DATA_DIR, settings.RELEASED_DIR = folder, folder / "released"


def apart(folder: Path, work: Callable[[], Made]) -> Made:
    """Do `work` on the files in `folder` in a process of its own, with the memory of this one; answers what it answered."""
    from django.db import connections

    connections.close_all()
    answer = folder.with_suffix(".answer")
    child = os.fork()
    if child == 0:
        status = 1
        with contextlib.suppress(BaseException):
            stand_in(folder)
            try:
                told = work()
                status = 0
            except BaseException as trouble:  # noqa: BLE001 - it is told to the parent
                import traceback

                told = "".join(traceback.format_exception(trouble))
            connections.close_all()
            answer.write_bytes(pickle.dumps(told))
        os._exit(status)
    _child, ended = os.waitpid(child, 0)
    told = pickle.loads(answer.read_bytes())
    answer.unlink()
    assert ended == 0, told
    return told


@contextlib.contextmanager
def by_seed(seed: int) -> Iterator[None]:
    """Whatever this process draws by chance, it draws the same in both worlds: ids, tokens, nonces, cookies.

    What is sealed keeps its own chance (it comes from OpenSSL) and is not to be seen in any answer.
    """
    chance = random.Random(seed)
    real, real_random = os.urandom, random._urandom  # type: ignore[attr-defined]
    os.urandom = random._urandom = chance.randbytes  # type: ignore[attr-defined]
    try:
        yield
    finally:
        os.urandom, random._urandom = real, real_random  # type: ignore[attr-defined]


def ids_in(folder: Path) -> dict[str, list[str]]:
    """Every random id in every database, by the table it stands in."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.sqlite3")):
        connection = sqlite3.connect(path)
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            held = [value for row in connection.execute(f'SELECT * FROM "{table}"') for value in row]
            named = [named for value in held if (named := _as_id(value))]
            if named:
                found[table] = list(dict.fromkeys(named))
        connection.close()
    return found


def _as_id(value: object) -> str:
    """As an address writes it: a UUID, or a number too large to have been counted to."""
    if isinstance(value, str) and HEX.fullmatch(value):
        return str(UUID(value))
    return str(value) if isinstance(value, int) and value > 2**40 else ""


def as_cookies(told: dict[str, str]) -> SimpleCookie:
    made = SimpleCookie()
    for name, value in told.items():
        made[name] = value
    return made
