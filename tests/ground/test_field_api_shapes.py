"""Whatever shape a phone, or a stranger, sends to the field API: an answer it has declared, never a broken server."""

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.offline.remote import RemotePhone
from tests.server import Server

pytestmark = pytest.mark.deep
SCHEMATHESIS = str(Path(sys.executable).parent / "schemathesis")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
SEED = os.environ.get("WAYMEET_SEED", "20261123")
WORKER = """
import django; django.setup()
import json
from tests import builders, letting_in
from waymeet.accounts.roles import Role
words = builders.worker("cal2", Role("ROLE")).words
print(json.dumps([words, letting_in.code_for("cal2")]))
"""


def nobody(server: Server, phone: RemotePhone) -> list[str]:
    return []


def canvasser(server: Server, phone: RemotePhone) -> list[str]:
    return _signed_in(server, "canvasser")


def organizer(server: Server, phone: RemotePhone) -> list[str]:
    return _signed_in(server, "organizer")


def _signed_in(server: Server, role: str) -> list[str]:
    """On a phone of their own; signing out would end that for what comes after."""
    words, code = json.loads(server.python(WORKER.replace("ROLE", role)).splitlines()[-1])
    key = base64.b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()
    told = {"name": "cal2", "passphrase": words, "device_public_key": key, "enrolment": code}
    signed_in = httpx.post(f"{server.address}/field/organizing/sign-in", json=told, timeout=60)
    assert signed_in.status_code == 200, signed_in.text
    device, cookie = signed_in.json()["device"], signed_in.cookies["waymeet_phone"]
    headers = [f"Cookie:waymeet_phone={cookie}", f"Waymeet-Device:{device}"]
    return [part for header in headers for part in ("-H", header)] + ["--exclude-path-regex", "sign-out"]


def kit_night(server: Server, phone: RemotePhone) -> list[str]:
    return ["-H", f"Authorization:Night {phone.kit_code}"]


@pytest.mark.parametrize(
    ("half", "who", "most"),
    [
        ("organizing", nobody, 40),
        ("organizing", canvasser, 150),
        ("organizing/week", nobody, 40),
        ("organizing/week", organizer, 100),
        ("care", nobody, 40),
        ("care", kit_night, 300),
    ],
)
def test_no_shape_breaks_a_half_of_the_field_api(
    server: Server, tmp_path: Path, half: str, who: Callable[[Server, RemotePhone], list[str]], most: int
):
    server.environment["WAYMEET_LIMITS"] = "0"  # or most shapes would be told to wait before anything reads them
    server.waymeet("migrate")
    phone = RemotePhone.on(server)
    server.start()
    command = [SCHEMATHESIS, "run", f"{server.address}/field/{half}/openapi.json", "--checks", CHECKS]
    command += ["--phases", "examples,coverage,fuzzing", "--max-examples", str(most), "--seed", SEED]
    command += ["--no-color", "--no-shrink", "--request-timeout", "60", *who(server, phone)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=2400, check=False)
    assert done.returncode == 0, done.stdout[-6000:]
    tried = re.search(r"(\d+) generated", done.stdout)
    assert tried, done.stdout
    assert int(tried[1]) > most
    assert "Traceback" not in server.log()
