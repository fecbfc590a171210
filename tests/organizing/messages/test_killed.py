"""A server killed in the middle of sending, again and again: nobody gets a message twice."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.organizing.messages.conftest import Gateway
from tests.server import Server

PEOPLE, KILLS = 24, 3
BEGIN = f"""
import django; django.setup()
from tests.builders import two_organizers
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.messages import services
rosa, by = two_organizers()[0], {{}}
by = {{"by": rosa.person}}
group = contacts.make_group(name="Tenants", kind="tenants", **by)
for number in range({PEOPLE}):
    who = contacts.add(said={{"name": str(number), "phones": f"518-555-{{number:04}}"}}, **by)
    contacts.belong(contact_id=who, group_id=group, role="", **by)
made = services.write(said={{"channel": "text", "source": "group", "of": group, "body_en": "hello"}}, **by)
services.begin(message_id=made, sure={PEOPLE}, site="", **by)
print(made, rosa.person.id)
"""
GO_ON = """
import json, sys, uuid
import django; django.setup()
from waymeet.accounts.models import Account
from waymeet.organizing.messages import sending
from waymeet.organizing.messages.models import Message
by = Account.objects.get(pk=sys.argv[2]).as_person()
sending.send(message_id=uuid.UUID(sys.argv[1]), told=lambda *_words: None, by=by)
print(json.dumps(Message.objects.get().counts))
"""


def test_killed_while_sending_nobody_gets_it_twice(gateway: Gateway, tmp_path: Path):
    carrier = {
        "WAYMEET_TEXT_ADDRESS": gateway.address,
        "WAYMEET_TEXT_ACCOUNT": gateway.account,
        "WAYMEET_TEXT_SECRET": gateway.secret,
        "WAYMEET_TEXT_FROM": "+15185550100",
    }
    always = {"WAYMEET_WRITING_HOURS": "0-24", "DJANGO_SETTINGS_MODULE": "waymeet.config.settings"}
    server = Server(tmp_path / "data", **carrier, **always)
    server.waymeet("migrate")
    message, rosa = server.python(BEGIN).split()
    kills = 0

    def go_on() -> str:
        nonlocal kills
        command = [sys.executable, "-c", GO_ON, message, rosa]
        process = subprocess.Popen(command, env=server.environment, stdout=subprocess.PIPE, text=True)

        def kill_at_the_fifth() -> None:
            nonlocal kills
            if kills < KILLS and len(gateway.got) % 5 == 4:  # it was taken, and the answer never comes
                kills += 1
                os.kill(process.pid, signal.SIGKILL)

        gateway.asked = kill_at_the_fifth
        return process.communicate(timeout=120)[0]

    said = [go_on() for _run in range(KILLS + 1)]
    assert said[:-1] == [""] * KILLS
    counts = json.loads(said[-1])
    assert counts == {"sent": PEOPLE - KILLS, "failed:unsure": KILLS}
    numbers = gateway.numbers()
    assert len(numbers) == len(set(numbers)) == PEOPLE
