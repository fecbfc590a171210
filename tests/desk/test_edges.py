"""What every answer tells the browser, at every address there is: policy, memory, frames, features."""

import re

import pytest
from django.test import Client

from tests.desk.conftest import People
from tests.desk.test_every_address import FOR, PHONE, SAID, address
from waymeet.config import edges

pytestmark = pytest.mark.django_db(databases="__all__")

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
KEPT = ("/static/", *edges.KEPT)


def policy_of(answer) -> dict[str, list[str]]:
    parts = (part.split() for part in answer["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


def faults(answer, path: str) -> list[str]:
    """What is missing or too loose in this answer's headers."""
    policy, place = policy_of(answer), edges.place_of(path)
    found = [name for name, value in ALWAYS.items() if answer.get(name) != value]
    found += [
        f"{name} not none" for name in ("default-src", "base-uri", "frame-ancestors") if policy[name] != ["'none'"]
    ]
    found += [value for values in policy.values() for value in values if value in ("'unsafe-inline'", "'unsafe-eval'")]
    found += [
        value for values in policy.values() for value in values if ":" in value and value not in ("data:", "blob:")
    ]
    found += ["'wasm-unsafe-eval'"] if place != "phone" and "wasm-unsafe-eval" in str(policy) else []
    if place in ("desk", "phone"):
        found += ["no trusted types"] if policy.get("require-trusted-types-for") != ["'script'"] else []
    allowed = set(re.findall(r"([\w-]+)=\(self\)", answer["Permissions-Policy"]))
    found += [f"may use {name}" for name in allowed - edges.ALLOWED.get(place, set())]
    if place in ("desk", "api") and not path.startswith(KEPT):
        found += ["kept by the browser"] if answer.get("Cache-Control") != "no-store" else []
    return found


def every_answer(desk: Client):
    for route in sorted(set(FOR) - {"sign-out"}):
        path = address(route)
        for method in ("GET", "POST", "DELETE"):
            said = {"data": SAID.get(route, {}), "content_type": "application/json"} if FOR[route].kind == PHONE else {}
            answer = desk.generic(method, path) if method != "POST" else desk.post(path, **said)
            b"".join(answer)
            yield method, path, answer
    for path in ("/nothing/here", "/static/nothing.css", "/static/design/tokens.css", "/field/nothing.js", "/public/x"):
        answer = desk.get(path)
        b"".join(answer)
        yield "GET", path, answer
    refused = desk.get("/sign-in", headers={"host": "another.example"})
    assert refused.status_code == 400
    yield "GET", "/sign-in", refused


@pytest.mark.parametrize("who", [None, "Olga"])
def test_asvs_3_4_every_answer_carries_every_header(people: People, who: str | None):
    desk = people.at_desk(who) if who else Client(SERVER_NAME="localhost")
    wrong = [(method, path, found) for method, path, answer in every_answer(desk) if (found := faults(answer, path))]
    assert wrong == []


def test_a_mistake_of_ours_carries_them_too(people: People, monkeypatch: pytest.MonkeyPatch):
    desk = people.at_desk("Olga")
    desk.raise_request_exception = False
    monkeypatch.setattr("waymeet.config.home.render", lambda *_: 1 / 0)
    answer = desk.get("/")
    assert answer.status_code == 500
    assert faults(answer, "/") == []


def test_the_short_way_of_a_hand_in_carries_them():
    """`wsgi.py` answers a batch past all middleware."""
    told = dict(edges.quickly())
    assert told["Cache-Control"] == "no-store"
    assert "default-src 'none'" in told["Content-Security-Policy"]
    assert ALWAYS.items() <= told.items()


def test_only_with_https_browsers_are_told_to_stay_on_it(settings):
    assert "Strict-Transport-Security" not in edges.headers_of("desk")
    assert "upgrade-insecure-requests" not in edges.headers_of("desk")["Content-Security-Policy"]
    settings.HTTPS = True
    assert edges.headers_of("desk")["Strict-Transport-Security"] == "max-age=31536000"
    assert "upgrade-insecure-requests" in edges.headers_of("api")["Content-Security-Policy"]
    settings.HSTS = ""
    assert "Strict-Transport-Security" not in edges.headers_of("desk")


def test_asvs_14_3_1_signing_out_clears_what_the_browser_kept_and_never_the_phones_store(people: People):
    """The phone app lives under the same name: "storage" would take unsent work with it."""
    answer = people.at_desk("Olga").post("/sign-out")
    assert answer["Clear-Site-Data"] == '"cache"'


def test_the_desk_lets_htmx_run_nothing():
    page = Client(SERVER_NAME="localhost").get("/sign-in").content.decode()
    for told in ('"allowEval": false', '"allowScriptTags": false', '"selfRequestsOnly": true'):
        assert told in page
    assert '"includeIndicatorStyles": false' in page
    assert page.index("design/trusted.js") < page.index("django_htmx/htmx")
