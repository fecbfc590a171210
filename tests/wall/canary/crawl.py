"""Goes through the desk as a person would, by links, and writes a canary into every line of every form it meets."""

import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page, Response

MARKER = "qzkanarix"
VARIES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d|\d+")
# Buttons that would end the walk, or what the walk is about.
LEFT_ALONE = re.compile(
    r"/sign-out|/language|/end|/forget|/passphrase|/remove|/recovery-sheet|/team-keys|/second-step|/take-back|/withdraw"
    r"|/confirm|/sign-in|/close|/refuse|/decline|/give-back|/phones|/state|/put-away|/publish|/approve|/send-back"
)
# Forms without a line to write in that lead on, and those that open what is sealed.
NOT_OF_THE_DESK = re.compile(r"^/(static|field|public|design|roles|language)")
LEADS_ON = re.compile(r"/offer(/\w+)?$|/nights/pool$")
OPENS = re.compile(
    r"/organizing/notes$|/care/notes$|/care/peers/debriefs$|/organizing/introductions/\*$|/hand-offs/\*$|/demands/\*$"
    r"|/care/referrals/\*/note/open$"
)

# What is no number is refused with all that stands beside it; an email has to look like one.
NUMBERS = ("phone", "phones")
AS_ASKED = dict.fromkeys(("email", "emails"), "{}@example.org")

READ_FORMS = """() => [...document.forms].map((form) => ({
    method: form.method, action: new URL(form.action, location.href).pathname,
    fields: [...form.elements].filter(e => e.name && !['hidden', 'submit', 'button'].includes(e.type))
        .map(e => ({name: e.name, type: e.type, most: e.maxLength})),
}))"""
# By where it goes and what it asks, not by its place: what was sent before may have put another form above it.
FILL = """([action, names, words]) => {
    const form = [...document.forms].find((form) => new URL(form.action, location.href).pathname === action
        && names.every((name) => form.elements.namedItem(name)));
    for (const e of form.elements) {
        if (!e.name || e.type === 'hidden') continue;
        if (words[e.name] !== undefined) e.value = words[e.name];
        else if (e.tagName === 'SELECT' && !e.value) e.selectedIndex = Math.min(1, e.options.length - 1);
        else if (e.type === 'number' && !e.value) e.value = e.min || 2;
        else if (e.type === 'time' && !e.value) e.value = '18:30';
        else if (e.type === 'date' && !e.value) e.value = e.max || new Date(Date.now() + 864e5).toISOString().slice(0, 10);
        else if (e.type === 'radio' && !form.querySelector(`[name="${e.name}"]:checked`)) e.checked = true;
        else if (e.type === 'checkbox' && e.required) e.checked = true;
    }
    form.noValidate = true;
    form.requestSubmit([...form.elements].find(e => e.type === 'submit'));
}"""
# In a drawing, too, where `href` is no text.
LINKS = """() => [...document.querySelectorAll('a[href]')]
    .map(a => new URL(a.getAttribute('href'), location.href).href)"""


@dataclass(frozen=True)
class Canary:
    """A word, who entered it, into which field of which form."""

    word: str
    who: str
    form: str
    name: str


@dataclass
class Walk:
    """One person's way through the desk. `seen` holds every page's words, for reading back."""

    page: Page
    who: str
    address: str
    canaries: list[Canary] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    seen: str = ""
    places: list[str] = field(default_factory=list)
    _shapes: dict[str, int] = field(default_factory=dict)
    _forms: set[str] = field(default_factory=set)
    _status: int = 0

    def go(self, start: str = "/", *, writing: bool, most: int = 140, each: int = 2) -> None:
        """Breadth first, at most `each` pages of a kind; what a form leads to comes next."""
        self.page.on("response", self._heard)
        waiting = [self.address + start, *self.places]
        self._shapes.clear()
        been: set[str] = set()
        while waiting and most:
            address = waiting.pop(0)
            shape, own = self._shape(address), address in self.places
            if (address in been and (own or not writing)) or (not own and self._shapes.get(shape, 0) >= each):
                continue
            been.add(address)
            self._shapes[shape], most = self._shapes.get(shape, 0) + 1, most - 1
            if self._open(address):
                waiting = self._forms_here(address, writing=writing) + waiting + self._links()
        self.page.remove_listener("response", self._heard)

    def _heard(self, answer: Response) -> None:
        if answer.request.method == "POST":
            self._status = answer.status

    def _shape(self, address: str) -> str:
        return VARIES.sub("*", urlsplit(address).path)

    def _open(self, address: str) -> bool:
        parts = urlsplit(address)
        file = "format=" in parts.query or parts.path.endswith((".svg", ".csv", ".json"))
        if file or NOT_OF_THE_DESK.search(parts.path) or not address.startswith(self.address):
            return False
        try:
            self.page.goto(address)
        except Error:  # an address that only takes forms, or a file
            return False
        self._remember()
        return True

    def _remember(self) -> None:
        values = "() => [...document.querySelectorAll('input, textarea')].map(e => e.value).join('\\n')"
        self.seen += self.page.content() + self.page.evaluate(values)

    def _links(self) -> list[str]:
        return [one.partition("#")[0] for one in self.page.evaluate(LINKS)]

    def _forms_here(self, address: str, *, writing: bool) -> list[str]:
        led_to = []
        for form in self.page.evaluate(READ_FORMS):
            action = self._shape(form["action"])
            key = f"{action} {sorted(each['name'] for each in form['fields'])}"
            if key in self._forms or LEFT_ALONE.search(action) or any(e["type"] == "password" for e in form["fields"]):
                continue
            words = self._words(form, action) if writing else {}
            if words or (LEADS_ON.search(action) if writing else OPENS.search(action)):
                self._forms.add(key) if writing else None
                led_to += self._send(address, form, words)
        return led_to

    def _words(self, form: dict[str, Any], action: str) -> dict[str, str]:
        lines = [e["name"] for e in form["fields"] if e["type"] in ("text", "textarea", "search", "email", "tel")]
        lines = [name for name in lines if name not in NUMBERS and not 0 <= _most(form, name) < len(MARKER) + 6]
        made = [Canary(MARKER + secrets.token_hex(3), self.who, action, name) for name in lines]
        self.canaries += made
        return {one.name: AS_ASKED.get(one.name, "{}").format(one.word) for one in made}

    def _send(self, address: str, form: dict[str, Any], words: dict[str, str]) -> list[str]:
        self._status = 0
        self.page.goto(address)
        with suppress(Error):
            with self.page.expect_navigation(wait_until="networkidle", timeout=20_000):
                self.page.evaluate(FILL, [form["action"], [each["name"] for each in form["fields"]], words])
            self._remember()  # what the server showed; a page that stayed would show what was typed
        if self._status >= 400:
            self.refused |= {one.word for one in self.canaries if one.word in " ".join(words.values())}
        elif words:
            self.places += [address, self.page.url]
        led_to = [self.page.url, *self._links()] if self._status < 400 else []
        if number := self.page.query_selector(".receipt__number"):
            self._with_the_receipt(number.inner_text())
        self.page.goto(address)
        return led_to

    def _with_the_receipt(self, number: str) -> None:
        """What a participant reads who types the number of their receipt, here on the same machine."""
        self.page.goto(f"{self.address}/receipt")
        self.page.fill("form.form [name=secret]", number)
        with self.page.expect_navigation(wait_until="networkidle"):
            self.page.press("form.form [name=secret]", "Enter")
        self._remember()


def _most(form: dict[str, Any], name: str) -> int:
    return next(e["most"] for e in form["fields"] if e["name"] == name)


def told(walk: Walk, say: Callable[[str], None]) -> None:
    """What was entered where, for whoever runs the script."""
    for one in walk.canaries:
        say(f"{one.who:6} {one.form} {one.name}{' (refused)' if one.word in walk.refused else ''}")
