"""A group with people on it, and the two providers messages go through: real servers on this machine."""

import asyncio
import base64
import datetime as dt
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import pytest
import time_machine

from tests.builders import Worker, two_organizers
from waymeet.config import writing
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.messages import services

NOON = dt.datetime(2026, 11, 23, 17, 0, tzinfo=dt.UTC)  # noon in Albany
SITE = "https://walk.example.org"


@pytest.fixture
def noon() -> Iterator[Any]:
    with time_machine.travel(NOON) as clock:
        yield clock


@pytest.fixture
def rosa(db: None) -> Worker:
    return two_organizers()[0]


@dataclass
class Group:
    """An open group; `add` puts somebody on it."""

    rosa: Worker
    id: UUID

    def add(self, name: str, **said: Any) -> UUID:
        who = contacts.add(said={"name": name, **said}, by=self.rosa.person)
        contacts.belong(contact_id=who, group_id=self.id, role="", by=self.rosa.person)
        return who

    def write(self, channel: str = "text", **said: Any) -> UUID:
        words = {"body_en": "Come on Friday, {name}"} | ({"subject_en": "Friday"} if channel == "email" else {})
        return services.write(
            said={"channel": channel, "source": "group", "of": self.id, **words, **said}, by=self.rosa.person
        )


@pytest.fixture
def group(rosa: Worker) -> Group:
    return Group(rosa, contacts.make_group(name="Lark Street tenants", kind="tenants", by=rosa.person))


@dataclass
class Gateway:
    """What a gateway that speaks the Messages API was handed. `answers` says how it answers a number."""

    address: str = ""
    got: list[dict[str, str]] = field(default_factory=list)
    answers: dict[str, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)
    asked: Callable[[], None] = lambda: None
    account: str = "AC0123"
    secret: str = "a secret between two"

    def numbers(self) -> list[str]:
        return [one["To"] for one in self.got]


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    known = Gateway()
    given = "Basic " + base64.b64encode(f"{known.account}:{known.secret}".encode()).decode()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode(), strict_parsing=True))
            status, answer = 404, {"code": 20404}
            if self.headers["Authorization"] != given:
                status, answer = 401, {"code": 20003}
            elif self.path == f"/2010-04-01/Accounts/{known.account}/Messages.json":
                known.asked()
                scripted = known.answers.get(form["To"], [])
                status, answer = scripted.pop(0) if scripted else (201, {"sid": f"SM{len(known.got):04}"})
                if status == 201:
                    known.got.append(form)
            if status == 0:
                self.connection.close()
                return
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    known.address = f"http://127.0.0.1:{server.server_port}"
    settings.TEXTING = writing.texting(
        {
            "WAYMEET_TEXT_ADDRESS": known.address,
            "WAYMEET_TEXT_ACCOUNT": known.account,
            "WAYMEET_TEXT_SECRET": known.secret,
            "WAYMEET_TEXT_FROM": "+15185550100",
        }
    )
    settings.GROUP_NAME = "South End United"
    yield known
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class MailServer:
    """What a mail server took in: one envelope each. `refuses` gives the code for an address."""

    got: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)
    refuses: dict[str, list[int]] = field(default_factory=dict)
    port: int = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """As much of RFC 5321 as a client needs."""
        sender, to = "", list[str]()
        writer.write(b"220 here\r\n")
        while line := (await reader.readline()).decode().strip():
            verb, value = line.partition(" ")[0].upper(), line.partition(":")[2].split(" ")[0].strip("<>")
            answer = "221 bye" if verb == "QUIT" else "250 ok"
            if verb == "MAIL":
                sender, to = value, []
            elif verb == "RCPT" and self.refuses.get(value):
                answer = f"{self.refuses[value].pop(0)} no"
            elif verb == "RCPT":
                to.append(value)
            elif verb == "DATA":
                writer.write(b"354 go on\r\n")
                whole = (await reader.readuntil(b"\r\n.\r\n"))[:-3]
                self.got.append((sender, to, message_from_bytes(whole, policy=policy.default)))
            writer.write(f"{answer}\r\n".encode())
        writer.close()


@pytest.fixture
def mail(settings: Any) -> Iterator[MailServer]:
    known, ready = MailServer(), threading.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        server = await asyncio.start_server(known.talk, "127.0.0.1", 0)
        known.port = server.sockets[0].getsockname()[1]
        ready.set()
        known.stop = asyncio.Event()  # type: ignore[attr-defined]
        await known.stop.wait()  # type: ignore[attr-defined]
        server.close()
        await server.wait_closed()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    assert ready.wait(5)
    settings.EMAILING = writing.emailing(
        {
            "WAYMEET_EMAIL": "smtp",
            "WAYMEET_EMAIL_FROM": "South End United <hello@example.org>",
            "WAYMEET_EMAIL_PORT": str(known.port),
            "WAYMEET_EMAIL_TLS": "no",
        }
    )
    settings.GROUP_NAME = "South End United"
    yield known
    loop.call_soon_threadsafe(known.stop.set)  # type: ignore[attr-defined]
    thread.join(5)
    loop.close()
