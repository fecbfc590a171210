"""Forms of codes: what is typed is looked up or hashed, so it is read back by being found again."""

from pathlib import Path
from typing import Any

from tests.care.every_field.entry import Entry, Made, Said, Sent, courses_made
from tests.desk.conftest import People
from tests.desk.fill import coded, keyring_of
from waymeet.care.codes import forms, services
from waymeet.care.codes.models import Holder, Learned
from waymeet.design.days import weeks_lately
from waymeet.kernel import card_codes

OTHER = card_codes.new_code()
PHRASE = "the ferry under the oak"


def two(people: People, _folder: Path) -> Made:
    """The holder of a card, with a phrase, and somebody with another card."""
    holder = coded(people)
    by = services.By(people["Wanda"], keyring_of(people, "Wanda"))
    other = services.begin(code=OTHER, by=by)
    return {"holder": holder, "other": str(other)} | courses_made()


def course(made: Made) -> Said:
    return {"course": made["course"], "iso_week": weeks_lately()[3][0]}


def course_words(made: Made) -> Said:
    return course(made) | {"course": made["course_name"]}


def led_to(holder: str) -> Any:
    """The code was understood if it led to its holder."""
    return lambda sent: {"code": sent.says["code"] if sent.path == f"/care/codes/{sent.made[holder]}" else sent.path}


def joined(sent: Sent) -> Said:
    there = Holder.objects.get(pk=int(sent.made["other"])).joined_to_id == int(sent.made["holder"])
    return {"code": sent.says["code"] if there else ""}


def found_again(sent: Sent) -> Said:
    found = [str(one.holder_id) for one in sent.answer.context["candidates"]]
    return {"phrase": sent.says["phrase"] if found == [sent.made["holder"]] else ""}


def phrase_finds(sent: Sent) -> Said:
    by = services.By(sent.people["Wanda"], keyring_of(sent.people, "Wanda"))
    found = services.find_again(phrase=PHRASE, by=by)
    return {"phrase": PHRASE if found == [int(sent.made["other"])] else ""}


def learned(sent: Sent) -> Said:
    one = Learned.objects.get(holder_id=int(sent.made["holder"]))
    return {"course": str(one.course), "iso_week": one.iso_week}


NEVER_SHOWN = "a code or a phrase is never shown again"
A_CODE = "what is said lives as long as the answer; the code made of it is the answer"


def funder_code(says: dict[str, Any], code: str) -> Entry:
    """Every letter of the code comes from what was said."""
    typed = {name: says.get(name, "") for name in ("first", "last", "mother_first", "gender")}
    said = {"formula": says["formula"], "born": says["born"]} | {name: one for name, one in typed.items() if one}
    unused = {name: "not in this formula" for name, one in typed.items() if not one}
    return Entry(
        forms.FunderCode,
        "/care/codes/funder",
        said,
        lambda sent: dict.fromkeys(said, sent.answer.context["code"]),
        more={"agreed": "on"},
        reads=dict.fromkeys(said, code),
        nowhere={"agreed": "without it no code is made"} | unused,
        unseen=dict.fromkeys(said, A_CODE),
    )


BORN = {"born": "1978-03-09"}
ENTRIES = [
    Entry(
        forms.Shown,
        "/care/codes/find",
        {"code": "bcd-2344"},
        led_to("holder"),
        given=two,
        page="/care/codes",
        unseen={"code": NEVER_SHOWN},
    ),
    Entry(
        forms.Shown,
        "/care/codes/begin",
        {"code": OTHER},
        led_to("other"),
        given=two,
        page="/care/codes",
        unseen={"code": NEVER_SHOWN},
    ),
    Entry(
        forms.Shown,
        "/care/codes/{holder}/join",
        {"code": OTHER},
        joined,
        given=two,
        page="/care/codes/{holder}",
        prefix="join",
        shown="/care/codes/{holder}",
        words={"code": "1 other code history joined to it"},
    ),
    Entry(
        forms.FoundAgain,
        "/care/codes/again",
        {"phrase": "The heron, on the pier"},
        found_again,
        given=two,
        page="/care/codes",
        prefix="again",
        unseen={"phrase": NEVER_SHOWN},
    ),
    Entry(
        forms.NewPhrase,
        "/care/codes/{other}/phrase",
        {"phrase": PHRASE},
        phrase_finds,
        given=two,
        page="/care/codes/{other}",
        prefix="phrase",
        shown="/care/codes/{other}",
        words={"phrase": "A find-me-again phrase, kept so that nobody can read it"},
    ),
    Entry(
        forms.Course,
        "/care/codes/{holder}/learned",
        course,
        learned,
        given=two,
        page="/care/codes/{holder}",
        prefix="course",
        shown="/care/codes/{holder}",
        words=course_words,
    ),
    Entry(
        forms.Cards,
        "/care/codes/cards",
        {"how_many": 7},
        lambda sent: {"how_many": len(sent.answer.context["cards"])},
        given=two,
        page="/care/codes",
        prefix="cards",
        unseen={"how_many": "so many cards are the answer; nothing is kept of them"},
    ),
    funder_code({"formula": "les", "last": "Muñoz", "mother_first": "Rosa", **BORN}, "MUR09P"),
    funder_code({"formula": "neo", "first": "Ana", "last": "Muñoz", "gender": "F", **BORN}, "ANMU1978F"),
    funder_code({"formula": "pasmo", "last": "Puente", "gender": "M", "born": "1981-12-31"}, "PUM3181"),
    funder_code({"formula": "urn", "first": "Ana", "last": "Muñoz", "gender": "2", **BORN}, "AAMN0309782U"),
]
