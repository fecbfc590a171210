"""`waymeet subpoena CODE`: what is held, in words; the same parts whether anything is found; never a value."""

import pytest

from tests.builders import two_outreach_workers
from tests.demands.conftest import Handler
from waymeet.accounts.models import AuditLine, TeamKey
from waymeet.care.naloxone import services as naloxone
from waymeet.care.supplies import services as supplies
from waymeet.commands import held, subpoena
from waymeet.consent import handles
from waymeet.kernel import clock, sealing
from waymeet.kernel.ids import random_id
from waymeet.organizing.contacts.models import Introduction

pytestmark = pytest.mark.django_db(databases="__all__")


def said(code: object) -> str:
    return "\n".join(subpoena.lines(str(code)))


def parts(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.isupper() and not line.startswith(" ")]


def test_law_R08_the_same_parts_are_printed_whether_anything_is_found_or_not(logged):
    there, not_there = said(logged().pk), said(random_id())
    assert parts(there) == parts(not_there)
    assert len(parts(there)) == 6
    assert "Sign-in and releases: found" in there
    assert not_there.count(": not found") == 5


def test_it_says_which_classes_and_who_opens_them_and_no_value(logged, handlers: tuple[Handler, Handler]):
    demand = logged()
    text = said(demand.pk)
    assert "sealed" in text
    assert "the key of the team 'counsel', epoch 1: 2 members" in text
    for value in ("District Attorney", "Marisol", "2026-11-20", str(demand.pk), handlers[0].person.shown_as):
        assert value not in text


def test_a_short_code_is_found_by_its_hash_and_a_destroyed_key_is_nobodys():
    dee, _sol = two_outreach_workers()
    program = supplies.add_program(name_en="Doors", name_es="Puertas", by=dee.person)
    _night, code = naloxone.open_night(program_id=program.id, by=dee.person)
    for typed in (code, code.lower(), f" {code[:4]}-{code[4:]} "):
        assert "Care: people who may stay unknown: found" in said(typed)
    assert "2 members" in said(code)
    key = TeamKey.objects.get(team="outreach")
    key.wraps.all().delete()
    TeamKey.objects.filter(pk=key.pk).update(destroyed_on=clock.today())
    assert "destroyed: nobody" in said(code)


def test_somebody_who_works_here_is_found_by_their_sign_in_name_and_a_participants_name_is_not_looked_up(handlers):
    assert "Sign-in and releases: found" in said("ada")
    assert said("Marisol Example").count(": not found") == 5
    assert held.understood("Marisol Example").names == {"marisol example"}


def test_looking_is_a_line_in_the_audit_and_the_code_is_not_in_it():
    code = random_id()
    said(code)
    line = AuditLine.objects.order_by("-number").first()
    assert (line.verb, line.subject, line.basis) == ("demand.look_up", "", "")


def test_a_receipts_secret_leads_to_the_handle_both_the_gate_and_who_received_know_it_by():
    secret = handles.new_secret()
    handle = handles.handle_of(handles.read(secret))
    Introduction.objects.create(
        record=handle, wants="call", language="en", epoch="1", sealed=sealing.wrap(bytes(32), b"", aad=b""), sentence=""
    )
    for typed in (secret, secret.lower().replace("-", " "), handle):
        assert "Organizing: people who chose to be known: found" in said(typed)
    assert said(handles.new_secret()).count(": not found") == 5
