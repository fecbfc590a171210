"""Whatever a police officer's account asks, it is answered with its own referrals as a week and a word, or not at all.

Over every address of this server, read and written, with a text nobody else uses in every field: the text reaches no
database, and no answer holds anything of the ledger, a case, a contact or a hand-out.
"""

import json
import os
import re
import secrets
import uuid
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client

from tests.desk import fill_diversion
from tests.desk.conftest import people  # noqa: F401 - a fixture
from tests.desk.test_every_address import FOR
from tests.diversion.incidents.made import DRUG
from waymeet.accounts import services as accounts
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import ALONE, MAY, May, Role
from waymeet.diversion.handoff.models import STATES, Call
from waymeet.diversion.incidents.models import Entry
from waymeet.kernel.errors import BadInput
from waymeet.kernel.policy import For

pytestmark = pytest.mark.django_db(databases="__all__")
ROUTES = [route for route in FOR if route != "sign-out"]
CANARY = "quagga" + secrets.token_hex(4)
OWN = {"diversion/offer", "diversion/offer/social", "diversion/offer/hand-in", "diversion/offer/ready"}
OWN |= {"diversion/offer/without-signal", "diversion/mine"}
# what anybody signed in has: their own account, and the page that says what each role may do
EVERYBODY_S = {route for route, policy in FOR.items() if policy.kind in (For.ANYBODY, For.SIGNED_IN, For.BETWEEN_STEPS)}
NUMBER = 4711


def test_law_R27_an_officer_may_send_and_see_their_own_and_nothing_else():
    assert MAY[Role.OFFICER] == {May.SEND_DIVERSION}
    opened = {route for route, policy in FOR.items() if May.SEND_DIVERSION in policy.permissions}
    assert opened == OWN


def test_an_officer_holds_no_other_role(people):  # noqa: F811
    for other in set(Role) - ALONE:
        with pytest.raises(BadInput, match="no other role"):
            accounts.change_roles(account_id=people["Otto"].id, roles={Role.OFFICER, other}, by=OPERATOR)
        with pytest.raises(BadInput, match="no other role"):
            accounts.invite(name=f"x-{other.value[:6]}", shown_as="X", roles={Role.OFFICER, other}, by=OPERATOR)


@pytest.fixture
def otto(people) -> Client:  # noqa: F811
    """A ledger that is filled, a referral of Otto's own, and one of another officer."""
    fill_diversion.ledger(people)
    fill_diversion.governed(people)
    desk = people.at_desk("Otto")
    said = {"key": str(uuid.uuid4()), "offer": "offered", "response": "accepted", "complainant": "none"}
    said |= {"came": "call", "gender": "woman", "charge_1": DRUG, "amount_1": "1", "area_number": "0"}
    assert desk.post("/diversion/offer", said).status_code == 302
    return desk


def ids() -> list[str]:
    """An id of every kind there is, so that an address finds something if it looks; in the short run two of them."""
    found = [str(Entry.objects.all()[0].incident_id), str(Call.objects.get().pk), str(uuid.uuid4())]
    every = [*found, str(NUMBER), CANARY]
    return every if os.environ.get("WAYMEET_DEEP") == "1" else [every[0], str(NUMBER)]


def addresses() -> Iterator[tuple[str, str]]:
    """(route, address): every route with every id in every place."""
    for route in ROUTES:
        for one in ids():
            yield route, "/" + re.sub(r"<(?:\w+:)?\w+>", one, route)


def everything_kept() -> str:
    """All that lies in all databases, as text."""
    kept = []
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("waymeet."):
            kept += [repr(row) for row in model._default_manager.values_list()]
    return "\n".join(kept)


def every_field(page: str) -> dict[str, str]:
    names = re.findall(r'name="([\w-]+)"', page)
    return dict.fromkeys([*names, "words", "note", "minutes", "name", "q", "search", "called"], CANARY)


def test_law_R27_no_address_tells_an_officer_anything_but_their_own_words(otto: Client):
    shown = {str(words) for _code, words in STATES}
    told = []
    for route, address in addresses():
        answer = otto.get(address, {"q": CANARY, "format": "csv"})
        b"".join(answer)  # a file is closed when it was read
        if answer.status_code < 300 and route not in OWN | EVERYBODY_S:
            told.append((route, answer.status_code))
        assert answer.status_code < 500
    assert told == []
    page = otto.get("/diversion/mine").content.decode()
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", table, re.DOTALL)]
    assert len(cells) == 2
    assert cells[1] in shown
    assert "possession" not in page


def test_law_R27_no_text_of_an_officer_reaches_anybody(otto: Client):
    before = Entry.objects.count()
    pages = {address: otto.get(f"/{address}").content.decode() for address in OWN - {"diversion/offer/hand-in"}}
    fields = every_field("".join(pages.values()))
    for _route, address in addresses():
        if address.startswith(("/sign-", "/account", "/language")):
            continue  # their own account; the name somebody types there is refused before it is kept
        said = json.dumps(fields)
        for answer in (
            otto.post(address, fields),
            otto.post(address, said, content_type="application/json", headers={"x-note": CANARY}),
            otto.put(address, said, content_type="application/json"),
            otto.post(address, {**fields, "key": str(uuid.uuid4()), "offer": "offered", "complainant": "none"}),
        ):
            b"".join(answer)
    assert CANARY not in everything_kept()
    assert Entry.objects.count() == before


def test_law_R27_whatever_an_officer_sends_only_closed_answers_are_kept(otto: Client):
    """What is right is taken; a text beside it, under any name, is not."""
    said = {"key": str(uuid.uuid4()), "offer": "offered", "response": "accepted", "complainant": "none"}
    said |= {"came": "call", "gender": "woman", "charge_1": DRUG, "amount_1": "1", "area_number": "0"}
    extra = {"note": CANARY, "words": CANARY, "incident": CANARY, "csrfmiddlewaretoken": CANARY}
    assert otto.post("/diversion/offer", said | extra).status_code == 302
    assert CANARY not in everything_kept()


def test_law_R08_one_of_another_officer_is_as_one_that_is_not_there(otto: Client):
    """No address of an officer's takes an id at all: there is nothing to guess."""
    assert [route for route in OWN if "<" in route] == []
    other = accounts.invite(name="olli", shown_as="Olli", roles={Role.OFFICER}, by=OPERATOR)[0]
    Call.objects.create(door="arrest", iso_week="2026-W47", sender=other.pk)
    assert otto.get("/diversion/mine").content.decode().count("<tr>") == 2, "the head and one line"
