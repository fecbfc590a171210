"""Email through an interface of a provider's, spoken to a server on this machine; and settings that make no sense."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.mail import get_connection

from waymeet.config import writing
from waymeet.organizing.messages import emailing, texting

GIVEN = {
    "WAYMEET_EMAIL_FROM": "South End <hello@example.org>",
    "WAYMEET_EMAIL_KEY": "a key",
    "WAYMEET_EMAIL_USER": "us",
}


@pytest.mark.parametrize("how", writing.PROVIDERS)
def test_every_provider_there_is_opens_with_what_is_asked_for(how):
    backend, options = emailing.backend_of(writing.emailing({**GIVEN, "WAYMEET_EMAIL": how}))
    assert get_connection(backend, **options) is not None


@pytest.fixture
def postmark(settings, monkeypatch):
    """A server that answers as the provider documents; `got` is what it was handed."""
    got: list[dict] = []
    answers = [
        (200, {"ErrorCode": 0, "Message": "OK", "MessageID": "abc-1", "SubmittedAt": "", "To": "ana@example.org"})
    ]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status, answer = answers[0]
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    settings.EMAILING = writing.emailing({**GIVEN, "WAYMEET_EMAIL": "postmark"})
    backend, options = emailing.backend_of(settings.EMAILING)
    here = {"api_url": f"http://127.0.0.1:{server.server_port}/"}
    monkeypatch.setattr(emailing, "backend_of", lambda _given: (backend, options | here))
    yield got, answers
    server.shutdown()
    server.server_close()
    thread.join()


def sent() -> str:
    with emailing.connection() as link:
        made = emailing.letter(
            to="ana@example.org", subject="A\r\nB", body="Hi", stop_at="https://x.example/1", link=link
        )
        return emailing.send(made)


def test_a_provider_is_handed_one_email_to_one_person_and_tracks_nothing(postmark):
    got, _answers = postmark
    assert sent() == "abc-1"
    [one] = got
    one = one[0] if isinstance(one, list) else one
    assert one["To"] == "ana@example.org"
    assert "Cc" not in one
    assert "HtmlBody" not in one
    assert one["Subject"] == "A B"
    assert one["TrackOpens"] is False
    assert one["TrackLinks"] == "None"
    assert {"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"} in one["Headers"]


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(429, texting.Later), (503, texting.Later), (500, texting.Unsure), (401, texting.Refused)],
)
def test_what_a_provider_answers_is_understood(postmark, status, trouble):
    _got, answers = postmark
    answers[0] = (status, {"ErrorCode": 10, "Message": "no"})
    with pytest.raises(trouble):
        sent()


@pytest.mark.parametrize(
    "given",
    [
        {"WAYMEET_EMAIL": "pigeon", "WAYMEET_EMAIL_FROM": "a@example.org"},
        {"WAYMEET_EMAIL": "smtp"},
        {"WAYMEET_EMAIL": "smtp", "WAYMEET_EMAIL_FROM": "a@example.org", "WAYMEET_EMAIL_TLS": "maybe"},
        {
            "WAYMEET_EMAIL": "smtp",
            "WAYMEET_EMAIL_FROM": "a@example.org",
            "WAYMEET_EMAIL_TLS": "no",
            "WAYMEET_EMAIL_HOST": "mail.example.org",
        },
        {"WAYMEET_EMAIL_PORT": "many"},
    ],
)
def test_settings_of_email_that_make_no_sense_stop_the_start(given):
    with pytest.raises(SystemExit, match="WAYMEET_EMAIL"):
        writing.emailing(given)


@pytest.mark.parametrize("address", ["", "http://gateway.example.org", "ftp://127.0.0.2"])
def test_settings_of_texting_that_make_no_sense_stop_the_start(address):
    given = {f"WAYMEET_TEXT_{name}": "x" for name in ("ACCOUNT", "SECRET", "FROM")}
    with pytest.raises(SystemExit, match="TEXT"):
        writing.texting({**given, "WAYMEET_TEXT_ADDRESS": address})


def test_texts_never_go_in_the_clear_to_another_machine():
    gateway = texting.Gateway("http://gateway.example.org", "AC", "secret", "+1")
    with pytest.raises(Exception, match="https"):
        gateway.send(to="+15185550101", body="hello")
