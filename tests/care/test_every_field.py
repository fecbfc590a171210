"""What is shown is saved, and what is saved is shown: every field of every form of care, through the desk.

A published tool of this field showed six fields and kept two. Here no form and no field of one can be added without
saying where it is kept and which page shows it again, or why not.
"""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from tests.care.every_field import (
    of_codes,
    of_directory,
    of_estimates,
    of_naloxone,
    of_questions,
    of_referrals,
    of_supplies,
    of_the_rest,
)
from tests.care.every_field.entry import Entry, Made, Said, Sent, form_on, of, plain, text, times_said
from tests.care.questions.test_every_question import FORMS
from tests.desk.conftest import People
from waymeet.care.directory.forms import ServiceForm
from waymeet.care.naloxone.forms import PaperTally
from waymeet.care.peers.forms import Bulk
from waymeet.care.questions.forms import AddQuestion
from waymeet.care.supplies import forms_estimates, forms_stock

pytestmark = pytest.mark.django_db(databases="__all__")

ENTRIES: list[Entry] = [
    *of_codes.ENTRIES,
    *of_directory.ENTRIES,
    *of_estimates.ENTRIES,
    *of_naloxone.ENTRIES,
    *of_questions.ENTRIES,
    *of_referrals.ENTRIES,
    *of_supplies.ENTRIES,
    *of_the_rest.ENTRIES,
]
# Forms that stand on no page: others are made of them.
ONLY_MADE_OF = {forms_stock.OfPlaces, forms_stock.Act, forms_estimates.EveryPlace}


def test_every_form_says_where_it_is_kept():
    asked = {entry.form for entry in ENTRIES}
    silent = [f"{form.__module__}.{form.__name__}" for form in FORMS if form not in asked | ONLY_MADE_OF]
    assert not silent, "say in tests/care/every_field where each field is kept, or why nowhere"
    assert not ONLY_MADE_OF & asked


@pytest.mark.parametrize("entry", ENTRIES, ids=str)
def test_what_is_typed_is_kept_and_shown(people: People, tmp_path: Path, entry: Entry):
    made = entry.given(people, tmp_path)
    desk = people.at_desk(entry.who) if entry.who else Client(SERVER_NAME="localhost")
    says = of(entry.says, made)
    every_field_stands_on_the_page(entry, desk, made, says)
    before = {} if callable(entry.shown) else read(entry, people, made, None)
    for said in [{name: value} for name, value in says.items()] if entry.alone else [says] * entry.times:
        sent = send(entry, people, desk, made, said)
        every_field_is_kept(entry, sent)
    every_field_is_shown(entry, before, read(entry, people, made, sent), says, made)
    if entry.again:
        every_field_stands_there_again(entry, desk, made, says)


def every_field_stands_on_the_page(entry: Entry, desk: Client, made: Made, says: Said) -> None:
    address, opens = (entry.page or entry.at).format(**made), entry.opened_by
    page = (
        desk.post(address, {name: value.format(**made) for name, value in opens.items()})
        if opens
        else desk.get(address)
    )
    assert page.status_code == 200, text(page)
    found = form_on(page, entry.form, entry.prefix.format(**made))
    fields = set(found.fields if found else entry.form.base_fields)
    assert fields == {*says, *entry.nowhere}, "say of each field where it is kept, or why nowhere"
    body = page.content.decode()
    missing = [part for part in fields if f'name="{entry.name(part, made)}"' not in body]
    assert not missing, "a field that stands on no page cannot be filled in"


def send(entry: Entry, people: People, desk: Client, made: Made, says: Said) -> Sent:
    told: dict[str, Any] = {name: value.format(**made) for name, value in entry.more.items()}
    for name, value in says.items():
        if value is not False:
            told[entry.name(name, made)] = "on" if value is True else value
    ask = desk.get if entry.by_get else desk.post
    answer = ask(entry.at.format(**made), told, follow=True)
    found = form_on(answer, entry.form, entry.prefix.format(**made))
    assert answer.status_code == 200, found.errors if found and found.is_bound else text(answer)
    return Sent(people, desk, made, says, answer)


def every_field_is_kept(entry: Entry, sent: Sent) -> None:
    kept, other = entry.kept(sent), of(entry.reads, sent.made)
    meant = {name: plain(other.get(name, value)) for name, value in sent.says.items()}
    lost = {name: (value, plain(kept.get(name))) for name, value in meant.items() if plain(kept.get(name)) != value}
    assert not lost, "typed, and not kept so"


def read(entry: Entry, people: People, made: Made, sent: Sent | None) -> dict[tuple[str, bool], str]:
    """Every page that shows something of it: address and whether in Spanish -> what it says."""
    desk = people.at_desk(entry.reader or entry.who) if entry.reader or entry.who else None
    address = entry.shown(sent) if callable(entry.shown) and sent else str(entry.shown).format(**made)
    pages = [(one, False) for one in {address, *(other.format(**made) for other in entry.elsewhere.values())} if one]
    pages += [(address, True)] if entry.in_spanish else []
    found = {}
    for one, spanish in pages:
        assert desk is not None
        desk.cookies[settings.LANGUAGE_COOKIE_NAME] = "es" if spanish else "en"
        page = desk.post(one) if entry.by_post else desk.get(one)
        assert page.status_code == 200, one
        found[one if one != address else "", spanish] = text(page)
    return found


def every_field_is_shown(entry: Entry, before: Any, after: Any, says: Said, made: Made) -> None:
    """More often than before: words of a list to choose from do not count."""
    unseen: list[str] = []
    with override("en"):
        words = says | of(entry.words, made)
        for name in says:
            if name in entry.unseen or "*" in entry.unseen:
                continue
            page = (entry.elsewhere.get(name, "").format(**made), name in entry.in_spanish)
            there, then = after.get(page, ""), before.get(page, "")
            told = [plain(one) for one in (words[name] if isinstance(words[name], list) else [words[name]])]
            unseen += [f"{name}: {one}" for one in told if times_said(one, there) <= times_said(one, then)]
    assert not unseen, f"kept, and not shown again in: {after}"


def every_field_stands_there_again(entry: Entry, desk: Client, made: Made, says: Said) -> None:
    form = form_on(desk.get(entry.again.format(**made)), entry.form, entry.prefix.format(**made))
    assert form is not None
    there = {name: plain(form[name].value()) for name in says if name in form.fields}
    gone = {name: (plain(says[name]), value) for name, value in there.items() if value != plain(says[name])}
    assert not gone, "kept, and not there again to be changed"


# What would be kept nowhere is refused, and the sentence stands at its field: form -> (what is typed besides, field).
REFUSED = [
    (forms_stock.Receive, {"number": "", "product": "Spray X"}, "number"),
    (forms_stock.Receive, {"number": "A1", "product": "Another product"}, None),
    (forms_stock.Move, {"what": "assemble", "lot": "{lot}"}, "lot"),
    (forms_stock.Move, {"what": "lose", "lot": "{lot_of_3}"}, "lot"),
    (PaperTally, {"reached": 9, "secondary": False}, "secondary"),
    (PaperTally, {"people": "", "item-1": "", "item-2": "", "reason": 3}, "people"),
    (Bulk, {"what": "taken", "reached": 9, "area": ""}, "reached"),
    (Bulk, {"what": "taken", "reached": "", "area": 2}, "area"),
    (AddQuestion, {"kind": "count"}, "options"),
    (ServiceForm, {"organization_name": "Another", "organization": "{lark_organization}"}, "organization_name"),
]


@pytest.mark.parametrize(("form", "typed", "field"), REFUSED)
def test_what_could_not_be_kept_is_refused_at_its_field(people: People, tmp_path: Path, form, typed, field):
    entry = next(one for one in ENTRIES if one.form is form)
    made = entry.given(people, tmp_path)
    desk = people.at_desk(entry.who)
    told = {name: value.format(**made) for name, value in entry.more.items()}
    for name, value in (of(entry.says, made) | typed).items():
        if value is not False:
            told[entry.name(name, made)] = value.format(**made) if isinstance(value, str) else value
    answer = desk.post(entry.at.format(**made), told)
    assert answer.status_code == 422
    found = form_on(answer, form, entry.prefix.format(**made))
    assert found is not None
    assert list(found.errors) == [field or "__all__"]
