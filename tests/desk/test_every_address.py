"""Every address there is, tried by every role: what is not said here is not there, and who is not named is refused."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.desk.conftest import ROLES_OF, People
from waymeet.accounts.roles import MAY, May

pytestmark = pytest.mark.django_db(databases="__all__")

ANYONE, SIGNED_IN, PHONE = "anyone", "whoever is signed in", "a phone"
HALF = "whoever stands between the two steps"
REVIEWING = frozenset({May.PROPOSE_RELEASE, May.REVIEW_RELEASE})

# An address without a line here fails: whoever adds one says who it is for.
FOR: dict[str, object] = {
    "": SIGNED_IN,
    "sign-in": ANYONE,
    "sign-in/second-step": HALF,
    "sign-in/recover": ANYONE,
    "sign-out": ANYONE,
    "confirm": SIGNED_IN,
    "second-step": SIGNED_IN,
    "second-step/app": SIGNED_IN,
    "second-step/app/remove": SIGNED_IN,
    "second-step/passkey": SIGNED_IN,
    "second-step/passkeys/<uuid:passkey_id>/remove": SIGNED_IN,
    "language": ANYONE,
    "design": ANYONE,
    "account": SIGNED_IN,
    "account/recovery-sheet": SIGNED_IN,
    "account/passphrase": SIGNED_IN,
    "account/sessions/<uuid:session_id>/end": SIGNED_IN,
    "account/sessions/end-others": SIGNED_IN,
    "account/phones/add": SIGNED_IN,
    "account/share-keys": SIGNED_IN,
    "account/phones/<uuid:device_id>/end": SIGNED_IN,
    "account/team-keys": May.HOLD_TEAM_KEYS,
    "account/team-keys/<str:team>/change": May.HOLD_TEAM_KEYS,
    "account/team-keys/<str:team>/sheets": May.HOLD_TEAM_KEYS,
    "account/team-keys/<str:team>/<str:epoch>/use": May.HOLD_TEAM_KEYS,
    "account/team-keys/notices/<uuid:notice_id>/put-away": SIGNED_IN,
    "roles": SIGNED_IN,
    "people": May.MANAGE_ACCOUNTS,
    "people/invite": May.MANAGE_ACCOUNTS,
    "people/<uuid:account_id>": May.MANAGE_ACCOUNTS,
    "people/<uuid:account_id>/passphrase": May.MANAGE_ACCOUNTS,
    "people/<uuid:account_id>/sign-out": May.MANAGE_ACCOUNTS,
    "people/<uuid:account_id>/end": May.MANAGE_ACCOUNTS,
    "organizing/town": May.SEE_TOWN,
    "organizing/town/streets.svg": May.SEE_TOWN,
    "organizing/town/areas/<int:number>": May.SEE_TOWN,
    "organizing/town/imports/<uuid:run>": May.SEE_TOWN,
    "organizing/town/addresses": May.IMPORT_TOWN,
    "organizing/town/addresses/<str:key>": May.IMPORT_TOWN,
    "organizing/turf": May.SEE_TURF,
    "organizing/turf/<uuid:turf_id>": May.SEE_TURF,
    "organizing/turf/<uuid:turf_id>/hand-out": May.HAND_OUT_TURF,
    "organizing/turf/<uuid:turf_id>/call-back": May.HAND_OUT_TURF,
    "organizing/turf/<uuid:turf_id>/close": May.CUT_TURF,
    "organizing/turf/passes/<uuid:pass_id>/notes": May.CUT_TURF,
    "organizing/turf/passes/<uuid:pass_id>/close": May.CUT_TURF,
    "organizing/turf/cut": May.CUT_TURF,
    "organizing/turf/cut/make": May.CUT_TURF,
    "organizing/turf/cut/at/<str:key>": May.CUT_TURF,
    "organizing/results": May.SEE_RESULTS,
    "organizing/coverage": May.SEE_RESULTS,
    "organizing/notes": May.READ_DOOR_NOTES,
    "organizing/quarantine": May.WORK_QUARANTINE,
    "organizing/quarantine/<uuid:put_aside_id>/<str:verb>": May.WORK_QUARANTINE,
    "organizing/bundles": May.WORK_QUARANTINE,
    "organizing/bundles/open": May.WORK_QUARANTINE,
    "organizing/introductions": May.READ_INTRODUCTIONS,
    "organizing/introductions/<uuid:introduction_id>": May.READ_INTRODUCTIONS,
    "organizing/introductions/<uuid:introduction_id>/assign": May.READ_INTRODUCTIONS,
    "organizing/introductions/<uuid:introduction_id>/state": May.READ_INTRODUCTIONS,
    "organizing/introductions/<uuid:introduction_id>/forget": May.READ_INTRODUCTIONS,
    "care/supplies": May.MANAGE_SUPPLIES,
    "care/supplies/programs": May.MANAGE_SUPPLIES,
    "care/supplies/items": May.MANAGE_SUPPLIES,
    "care/supplies/night": May.MANAGE_SUPPLIES,
    "care/supplies/night/<uuid:program_id>/<day:day>": May.MANAGE_SUPPLIES,
    "care/nights": May.OPEN_NIGHT,
    "care/nights/open": May.OPEN_NIGHT,
    "care/nights/pool": May.OPEN_POOL,
    "care/handouts": May.SEE_HANDOUTS,
    "care/notes": May.READ_OUTREACH_NOTES,
    "demands/": May.HANDLE_DEMANDS,
    "demands/new": May.HANDLE_DEMANDS,
    "demands/at-the-door": SIGNED_IN,
    "demands/answer": SIGNED_IN,
    "demands/<uuid:demand_id>": May.HANDLE_DEMANDS,
    "demands/<uuid:demand_id>/attach": May.HANDLE_DEMANDS,
    "demands/<uuid:demand_id>/papers/<uuid:paper_id>": May.HANDLE_DEMANDS,
    "demands/<uuid:demand_id>/decide": May.HANDLE_DEMANDS,
    "demands/<uuid:demand_id>/approve": May.HANDLE_DEMANDS,
    "demands/<uuid:demand_id>/hand-over": May.HANDLE_DEMANDS,
    "demands/<uuid:demand_id>/close": May.HANDLE_DEMANDS,
    "reports/": May.SEE_RELEASES,
    "reports/propose": May.PROPOSE_RELEASE,
    "reports/<uuid:release_id>": May.SEE_RELEASES,
    "reports/<uuid:release_id>/approve": May.REVIEW_RELEASE,
    "reports/<uuid:release_id>/send-back": May.REVIEW_RELEASE,
    "reports/<uuid:release_id>/publish": May.PROPOSE_RELEASE,
    "reports/<uuid:release_id>/withdraw": REVIEWING,
    "public/": ANYONE,
    "public/<language:language>/": ANYONE,
    "public/<language:language>/<uuid:release_id>/": ANYONE,
    "public/<language:language>/<uuid:release_id>/chart.svg": ANYONE,
    "public/<uuid:release_id>/table.csv": ANYONE,
    "public/<uuid:release_id>/release.json": ANYONE,
    "field/": ANYONE,
    "field/<path:name>": ANYONE,
    # The phone's own addresses: each asks for what a phone holds, never for the desk's cookie.
    "field/organizing/": ANYONE,
    "field/organizing/openapi.json": ANYONE,
    "field/organizing/sign-in": PHONE,
    "field/organizing/sign-out": ANYONE,
    "field/organizing/hello": PHONE,
    "field/organizing/take": PHONE,
    "field/organizing/give-back": PHONE,
    "field/organizing/hand-on": PHONE,
    "field/organizing/hand-in": PHONE,
    "field/organizing/bundle": PHONE,
    "field/care/": ANYONE,
    "field/care/openapi.json": ANYONE,
    "field/care/night": PHONE,
    "field/care/slots": PHONE,
}
# What a phone would say in each, so that it is refused for want of a sign-in, a signature or a code and not for its form.
SAID = {
    "field/organizing/sign-in": {"name": "nobody", "passphrase": "no words", "device_public_key": "AA=="},
    "field/organizing/take": {"code": "BCDFGHJK"},
    "field/organizing/give-back": {"turf": "00000000-0000-4000-8000-000000000000"},
    "field/organizing/hand-on": {"turf": "00000000-0000-4000-8000-000000000000"},
    "field/care/slots": {"slots": [], "count": 0, "set_hash": ""},
}
STAND_INS = {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1", "day": "2026-11-20", "language": "en"}
KEEPS_SIGNED_IN = [route for route in FOR if route != "sign-out"]


def routes(patterns: list[object], before: str = "") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLPattern):
            yield before + str(one.pattern)
        else:
            yield from routes(one.url_patterns, before + str(one.pattern))


def address(route: str) -> str:
    return "/" + re.sub(r"<(\w+):\w+>", lambda found: STAND_INS.get(found[1], "x"), route)


def answers(desk: Client, route: str) -> Iterator[tuple[str, int, str]]:
    """GET and POST, where the address knows them."""
    for method in ("GET", "POST"):
        said = {"data": SAID.get(route, {}), "content_type": "application/json"} if FOR[route] == PHONE else {}
        answer = desk.generic(method, address(route)) if method == "GET" else desk.post(address(route), **said)
        b"".join(answer)  # a file is closed when it was read; `close()` would close the databases, too
        if answer.status_code != 405:
            yield method, answer.status_code, answer.get("Location", "")


def test_every_address_says_who_it_is_for():
    there = list(routes(get_resolver().url_patterns))
    assert sorted(set(there) - set(FOR)) == []
    assert sorted(set(FOR) - set(there)) == []


def test_every_permission_opens_something():
    """The matrix page promises nothing that is not there; turf is taken on the phone."""
    asked = {each for wanted in FOR.values() for each in (wanted if isinstance(wanted, frozenset) else {wanted})}
    assert set(May) - asked == {May.TAKE_TURF}


def test_nobody_who_is_not_signed_in_gets_further_than_the_sign_in():
    desk, wrong = Client(SERVER_NAME="localhost"), []
    for route in KEEPS_SIGNED_IN:
        for method, status, to in answers(desk, route):
            led_away = status == 302 and to.startswith("/sign-in")
            refused = 400 <= status < 500
            right = {ANYONE: status < 500 and not led_away, PHONE: refused}.get(str(FOR[route]), led_away)
            if not right:
                wrong.append((method, route, status))
    assert wrong == []


def allowed(who: str, wanted: object) -> bool:
    if wanted in (ANYONE, SIGNED_IN, HALF):
        return True
    may = frozenset().union(*(MAY[role] for role in ROLES_OF[who]))
    return bool(may & (wanted if isinstance(wanted, frozenset) else {wanted}))


@pytest.mark.parametrize("who", [name for name in ROLES_OF if name not in ("Omar", "Walt")])
def test_each_role_gets_what_its_work_needs_and_is_refused_the_rest(people: People, who: str):
    desk, wrong = people.at_desk(who), []
    for route in KEEPS_SIGNED_IN:
        wanted = FOR[route]
        for method, status, to in answers(desk, route):
            let_in = status not in (403, 500) and not to.startswith("/sign-in")
            let_in = to == "/sign-in" if wanted == HALF else let_in
            right = status in range(400, 500) if wanted == PHONE else let_in == allowed(who, wanted)
            if not right:
                wrong.append((method, route, status))
    assert wrong == []
