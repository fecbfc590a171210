"""Every address there is, tried by every role: what is not said here is not there, and who is not named is refused."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.desk.conftest import ROLES_OF, People
from waymeet.accounts.roles import MAY, May
from waymeet.kernel.policy import For, Policy, addresses

pytestmark = pytest.mark.django_db(databases="__all__")

ANYONE, SIGNED_IN, PHONE, MAY_DO, HALF = For.ANYBODY, For.SIGNED_IN, For.PHONE, For.MAY, For.BETWEEN_STEPS
# Who each address is for, as its view says (tests/wall/test_who_may_what.py demands that it does). What a change of that
# opens is seen in docs/reference/addresses.md, which is made from the same and has to be committed with it.
FOR: dict[str, Policy] = {address.route: address.policy for address in addresses() if address.policy}
# What a phone would say in each, so that it is refused for want of a sign-in, a signature or a code and not for its form.
SAID = {
    "field/organizing/sign-in": {"name": "nobody", "passphrase": "no words", "device_public_key": "AA=="},
    "field/organizing/take": {"code": "BCDFGHJK"},
    "field/organizing/give-back": {"turf": "00000000-0000-4000-8000-000000000000"},
    "field/organizing/hand-on": {"turf": "00000000-0000-4000-8000-000000000000"},
    "field/care/slots": {"slots": [], "count": 0, "set_hash": ""},
}
STAND_INS = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1", "day": "2026-11-20", "language": "en"}
# Turf is taken on a phone; the others have no page yet.
NOT_AT_AN_ADDRESS = {
    May.TAKE_TURF,
    May.READ_PARTICIPANTS,
    May.READ_CASES,
    May.HAND_OFF,  # asked by the verb, behind pages that ask who may read the file
}
KEEPS_SIGNED_IN = [route for route in FOR if route != "sign-out"]


def address(route: str) -> str:
    return "/" + re.sub(r"<(\w+):\w+>", lambda found: STAND_INS.get(found[1], "x"), route)


def answers(desk: Client, route: str) -> Iterator[tuple[str, int, str]]:
    """GET and POST, where the address knows them."""
    for method in ("GET", "POST"):
        said = {"data": SAID.get(route, {}), "content_type": "application/json"} if FOR[route].kind == PHONE else {}
        answer = desk.generic(method, address(route)) if method == "GET" else desk.post(address(route), **said)
        b"".join(answer)  # a file is closed when it was read; `close()` would close the databases, too
        if answer.status_code != 405:
            yield method, answer.status_code, answer.get("Location", "")


def test_every_permission_opens_something():
    """The matrix page promises nothing that is not there; turf is taken on the phone."""
    asked = {permission for policy in FOR.values() for permission in policy.permissions}
    assert set(May) - asked <= NOT_AT_AN_ADDRESS


def test_nobody_who_is_not_signed_in_gets_further_than_the_sign_in():
    desk, wrong = Client(SERVER_NAME="localhost"), []
    for route in KEEPS_SIGNED_IN:
        for method, status, to in answers(desk, route):
            led_away = status == 302 and to.startswith("/sign-in")
            refused = 400 <= status < 500
            right = {ANYONE: status < 500 and not led_away, PHONE: refused}.get(FOR[route].kind, led_away)
            if not right:
                wrong.append((method, route, status))
    assert wrong == []


def allowed(who: str, wanted: Policy) -> bool:
    if wanted.kind != MAY_DO:
        return True
    may = frozenset().union(*(MAY[role] for role in ROLES_OF[who]))
    return bool(may & wanted.permissions)


@pytest.mark.parametrize("who", [name for name in ROLES_OF if name not in ("Omar", "Walt")])
def test_each_role_gets_what_its_work_needs_and_is_refused_the_rest(people: People, who: str):
    desk, wrong = people.at_desk(who), []
    for route in KEEPS_SIGNED_IN:
        wanted = FOR[route]
        for method, status, to in answers(desk, route):
            let_in = status not in (403, 500) and not to.startswith("/sign-in")
            let_in = to == "/sign-in" if wanted.kind == HALF else let_in
            right = status in range(400, 500) if wanted.kind == PHONE else let_in == allowed(who, wanted)
            if not right:
                wrong.append((method, route, status))
    assert wrong == []
