"""What is asked: every address the URL configuration and the phone's two APIs know, with ids of things both worlds
have, of nothing, and of the secret things; and whatever forms and links the pages themselves show.
"""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.wall.noninterference import searches
from tests.wall.noninterference.question import Ask
from tests.wall.noninterference.secret_things import WORD
from tests.wall.noninterference.worlds import Actor
from waymeet.kernel.policy import For, Policy, addresses

NOTHING = "00000000-0000-4000-8000-000000000000"
STAND_INS = {"int": ["1"], "day": ["2026-11-24", "2026-11-03"], "language": ["en"], "uuid": [NOTHING]}
STRINGS = ["x", "forget"]
NAMED = {"team": ["casework", "organizing"], "epoch": ["1"], "to": ["diversion", "care"], "paper": ["court_order"]}
SHARED, SECRET = 2, 3
ASKED_BY_NAME = re.compile(r"""(?:GET|POST)(?:\.get\(|\[|\.getlist\()["'](\w+)["']""")
FIELD = re.compile(r"^ +(\w+)(?:: \w+)? = forms\.(\w+)\(", re.MULTILINE)
OF_KIND = {"DateField": "2026-11-24", "IntegerField": "2"}


@dataclass(frozen=True)
class Ids:
    """By table: what both worlds have, and what only the second has. `made`: what both have, by what it is."""

    shared: dict[str, list[str]]
    secret: dict[str, list[str]]
    made: dict[str, Any]


def every(actor: Actor, ids: Ids, *, brief: bool) -> list[Ask]:
    """Every address, GET before POST; a few ways to ask each, or only the plain ones."""
    asked: dict[Ask, None] = {}
    for address in addresses():
        may = _may(actor, address.policy) and not (brief and address.policy and address.policy.kind is For.ANYBODY)
        for path in paths(address.route, ids, brief=brief):
            made = _of_phone(path) if path.startswith("/field/") else _of_desk(path, may=may, brief=brief)
            asked |= dict.fromkeys(made)
    if not brief or actor.headers:
        asked |= dict.fromkeys(_of_phones_body(actor, ids))
    asked |= dict.fromkeys([*_tries(), *searches.every(ids.made)])
    return sorted(asked, key=lambda ask: (ask.path.startswith("/reports/"), ask.method))  # numbers take their time


def _may(actor: Actor, policy: Policy | None) -> bool:
    from waymeet.accounts.roles import MAY, Role

    held = frozenset().union(*(MAY[Role(role)] for role in actor.roles))
    return policy is None or policy.kind is not For.MAY or bool(held & policy.permissions)


def paths(route: str, ids: Ids, *, brief: bool) -> Iterator[str]:
    """The addresses behind a route: every stand-in of every part in turn, the others at their first."""
    parts = re.findall(r"<(?:(\w+):)?(\w+)>", route)
    choices = [_choices(kind or "str", name, route, ids, brief=brief) for kind, name in parts]
    plain = re.sub(r"<[^>]*>", "{}", route)
    if not parts:
        yield f"/{route}"
    for place, every_choice in enumerate(choices):
        for choice in every_choice:
            yield "/" + plain.format(*(choice if at == place else first[0] for at, first in enumerate(choices)))


def _choices(kind: str, name: str, route: str, ids: Ids, *, brief: bool) -> list[str]:
    shared, secret = (0, 1) if brief else (SHARED, SECRET)  # pages lead to what both worlds share
    if kind in ("uuid", "int"):
        here, there = (_fitting(name, route, each, kind) for each in (ids.shared, ids.secret))
        return [*STAND_INS[kind], *here[:shared], *there[:secret]]
    found = NAMED.get(name) or STAND_INS.get(kind, [*STRINGS, WORD.split()[0]])
    return found[:1] if brief else found


def _fitting(name: str, route: str, all_held: dict[str, list[str]], kind: str) -> list[str]:
    """Ids from tables named like the part first, then of the same side, then any."""
    alike = {table: [one for one in each if one.isdigit() == (kind == "int")] for table, each in all_held.items()}
    held = {table: each for table, each in alike.items() if each}
    wanted, side = name.removesuffix("_id").replace("_", ""), route.split("/", maxsplit=1)[0]

    def nearness(table: str) -> tuple[bool, bool, str]:
        return (not table.startswith(side), not table.replace("_", "").endswith(wanted), table)

    ordered = sorted(held, key=nearness)
    firsts = [found for table in ordered[:1] for found in held[table][:2]]
    return list(dict.fromkeys([*firsts, *(held[table][0] for table in ordered)]))


@cache
def values() -> dict[str, str]:
    """Every name some view asks a query or a form for, with a value of the kind it takes."""
    root = Path(__file__).resolve().parents[3] / "waymeet"
    texts = [path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.py"))]
    asked = {name for text in texts for name in ASKED_BY_NAME.findall(text)} | {"q", "page", "after"}
    typed = {name: OF_KIND.get(kind, WORD) for text in texts for name, kind in FIELD.findall(text)}
    return dict(sorted((dict.fromkeys(asked, WORD) | typed).items()))


def _of_desk(path: str, *, may: bool, brief: bool) -> Iterator[Ask]:
    yield Ask("GET", path)
    yield Ask("POST", path)
    if may and not brief:
        yield Ask("GET", f"{path}?format=csv")
        yield Ask("GET", f"{path}?{urlencode({n: value for n, value in values().items() if n != 'format'})}")
        yield Ask("GET", path, headers=(("HX-Request", "true"),))
        yield Ask("POST", path, urlencode(values()).encode())


def _of_phone(path: str) -> Iterator[Ask]:
    yield Ask("GET", path)
    yield Ask("POST", path, b"{}", "application/json")
    yield Ask("POST", path, b"[", "application/json")


def _of_phones_body(actor: Actor, ids: Ids) -> Iterator[Ask]:
    """Bodies of the shape each API asks for, with ids that are there, that are not, and that are secret."""
    from waymeet.care.naloxone.field_api import api as care
    from waymeet.organizing.canvass.field_api import api as organizing

    secret = [each[0] for each in ids.secret.values() if not each[0].isdigit()]
    shared = [each[0] for table, each in ids.shared.items() if table.endswith(("turf_turf", "turf_turfdoor"))]
    for prefix, api in (("/field/organizing", organizing), ("/field/care", care)):
        schema = api.get_openapi_schema(path_prefix=f"{prefix}/")
        for path, methods in schema["paths"].items():
            told = methods.get("post", {}).get("requestBody")
            for one in [NOTHING, *shared, *secret] if told else []:
                shape = next(iter(told["content"].values()))["schema"]
                body = json.dumps(_example(shape, schema, one)).encode()
                yield Ask("POST", path, body, "application/json")
    yield from _hand_ins(actor, shared[:1] + secret[:1])
    yield from _slots()


def _tries() -> Iterator[Ask]:
    """What a stranger tries: a colleague's name and words that are wrong."""
    for name in ("casey", "rita", "zyanya"):
        told = {"name": name, "passphrase": "not these words"}
        yield Ask("POST", "/sign-in", urlencode(told).encode())
        phone = told | {"device_public_key": base64.b64encode(bytes(32)).decode()}
        yield Ask("POST", "/field/organizing/sign-in", json.dumps(phone).encode(), "application/json")


def _example(shape: dict[str, Any], schema: dict[str, Any], one_id: str) -> Any:
    if "$ref" in shape:
        return _example(schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]], schema, one_id)
    if "anyOf" in shape:
        return _example(shape["anyOf"][0], schema, one_id)
    kind = shape.get("type")
    if kind == "object":
        return {name: _example(each, schema, one_id) for name, each in shape.get("properties", {}).items()}
    if kind == "array":
        return [_example(shape.get("items", {}), schema, one_id)]
    return {"string": one_id, "integer": 1, "number": 1, "boolean": True}.get(str(kind))


def _hand_ins(actor: Actor, turfs: list[str]) -> Iterator[Ask]:
    """Signed by the phone that asks; the same bytes in both worlds."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    for number, turf in enumerate(turfs if actor.signing_key else [], start=1):
        told = {"id": f"01937000-0000-7000-8000-00000000000{number}", "seq": number, "kind": "visit", "schema": 1}
        told |= {"turf": turf, "at": "2026-11-24T17:00:00Z", "body": {"door": turf, "outcome": "no_answer"}}
        batch = {"batch": told["id"], "device": actor.device, "incarnation": "", "records": [told]}
        raw = json.dumps(batch, separators=(",", ":")).encode()
        signature = base64.b64encode(Ed25519PrivateKey.from_private_bytes(actor.signing_key).sign(raw)).decode()
        headers = (("Waymeet-Signature", signature),)
        yield Ask("POST", "/field/organizing/hand-in", raw, "application/json", headers)


def _slots() -> Iterator[Ask]:
    """One that any kit phone may send; no key opens it, and the answer must not tell."""
    slot = base64.b64encode(bytes(range(200)) * 2).decode()
    body = json.dumps({"slots": [slot], "count": 1, "set_hash": ""}).encode()
    yield Ask("POST", "/field/care/slots", body, "application/json")


def shown_by(pages: Iterable[tuple[str, bytes]]) -> list[Ask]:
    """The links and forms of pages (path, HTML), filled in as a person would."""
    asked: dict[Ask, None] = {}
    for path, html in pages:
        found = _Page(path)
        found.feed(html.decode(errors="replace"))
        asked |= dict.fromkeys(found.asks())
    return list(asked)


class _Page(HTMLParser):
    """Reads links, and forms with their fields."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.links, self.forms = path.partition("?")[0], [], []  # type: ignore[var-annotated]
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and told.get("href", "").startswith(("/", "?")):
            self.links.append(told["href"])
        elif tag == "form":
            action = told.get("action") or told.get("hx-post") or self.path
            self.forms.append((told.get("method", "get").upper(), action, {}))
        elif (self.forms and (name := told.get("name"))) or self.select:
            self._field(tag, name or "", told)

    def _field(self, tag: str, name: str, told: dict[str, str]) -> None:
        fields = self.forms[-1][2] if self.forms else {}
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and (told.get("value") and not fields.get(self.select)):
            fields[self.select] = told["value"]
        elif tag == "textarea" or (tag == "input" and told.get("type", "text") in ("text", "search", "email", "tel")):
            fields[name] = told.get("value") or WORD
        elif tag in ("input", "button") and name and name != "csrfmiddlewaretoken":
            usual = {"number": "2", "date": "2026-11-24"}.get(told.get("type", ""), "on")
            fields.setdefault(name, told.get("value") or usual)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""

    def asks(self) -> Iterator[Ask]:
        for link in self.links:
            path = self.path + link if link.startswith("?") else link
            if not urlsplit(path).path.startswith(("/static/", "/field/")):
                yield Ask("GET", path.partition("#")[0])
        for method, action, fields in self.forms:
            path = self.path if action in ("", ".") else action
            if method == "POST":
                yield Ask("POST", path, urlencode(fields).encode())
            else:
                yield Ask(
                    "GET", f"{path.partition('?')[0]}?{urlencode(dict(parse_qsl(urlsplit(path).query)) | fields)}"
                )
