"""The team's pager is told to sign in, once for each person who is called, and nothing else."""

import datetime as dt
import uuid

import pytest
import time_machine

from tests.builders import worker
from tests.diversion.incidents.made import charges, facts, june
from tests.organizing.messages.conftest import MailServer, mail  # noqa: F401 - a mail server to talk to
from waymeet.accounts.roles import Role
from waymeet.config import writing
from waymeet.diversion.handoff import paging, services
from waymeet.diversion.handoff.models import Call
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")
PAGER = "on-call@example.org"


@pytest.fixture
def nell(settings):
    settings.PAGER = PAGER
    charges(june())
    nell, teo = worker("nell", Role.CASE_MANAGER), worker("teo", Role.CASE_MANAGER)
    duty = {"weekday": clock.today().weekday(), "day": None, "begins": dt.time(0), "ends": dt.time(0)}
    services.put_on_call(**duty, first=nell.person.id, second=teo.person.id, by=nell.person)
    return nell


def called() -> Call:
    services.send(key=uuid.uuid4(), said=facts(), by=worker("otto", Role.OFFICER).person)
    return Call.objects.get()


def test_it_is_told_once_for_each_person_who_is_called(nell, mail: MailServer):  # noqa: F811
    noon = clock.now().replace(hour=17, minute=0, second=0, microsecond=0)
    told = []
    with time_machine.travel(noon, tick=False):
        called()
    for minutes in (0, 1, 5, 6, 10, 30):
        with time_machine.travel(noon + dt.timedelta(minutes=minutes), tick=False):
            told.append(paging.tell())
    assert told == [1, 0, 1, 0, 1, 0]
    assert [to for _from, to, _message in mail.got] == [[PAGER]] * 3


def test_it_learns_nothing_but_to_sign_in(nell, mail: MailServer):  # noqa: F811
    called()
    paging.tell()
    message = mail.got[0][2]
    body = message.get_content().strip()
    assert body.splitlines() == [
        "Somebody asks for a case manager. Sign in and open Calls.",
        "Alguien pide un trabajador de casos. Entra y abre Llamadas.",
    ]
    assert message["Subject"] == "Waymeet"


def test_whoever_answered_is_not_called_again(nell, mail: MailServer):  # noqa: F811
    call = called()
    services.answer(call_id=call.pk, by=nell.person)
    assert paging.tell() == 0
    assert mail.got == []


def test_what_could_not_be_sent_is_due_again(nell, mail: MailServer):  # noqa: F811
    called()
    mail.refuses[PAGER] = [451]
    assert paging.tell() == 0
    assert paging.tell() == 1


def test_without_a_pager_nobody_is_written_to(nell, mail: MailServer, settings):  # noqa: F811
    settings.PAGER = ""
    called()
    paging.tell_beside()
    assert mail.got == []


def test_a_pager_that_makes_no_sense_stops_the_start():
    for environ in ({"WAYMEET_PAGER": "555-0100", "WAYMEET_EMAIL": "smtp"}, {"WAYMEET_PAGER": PAGER}):
        with pytest.raises(SystemExit, match="WAYMEET_PAGER"):
            writing.pager(environ)
    assert writing.pager({}) == ""
