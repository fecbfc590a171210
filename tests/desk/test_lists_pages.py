"""Lists as they are built at the desk, sentence by sentence; call sheets, letters and files of their people."""

import csv
import datetime as dt
import io
import json
import re
from typing import Any

import pytest
import time_machine
from openpyxl import load_workbook

from tests.consent.made import keyring
from waymeet.kernel import clock
from waymeet.organizing.contacts import guarded
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact, ContactPoint, Entry
from waymeet.organizing.lists.conditions import EVERY
from waymeet.organizing.lists.models import Listed, SavedList
from waymeet.organizing.models import AuditLine

pytestmark = pytest.mark.django_db(databases="__all__")
BUILD = "/organizing/lists/build"


def text(answer) -> str:
    return answer.content.decode()


def plain(answer) -> str:
    """But for the tokens of forms."""
    return re.sub(r"[A-Za-z0-9]{64}", "", re.sub(r'nonce="[^"]*"', "", text(answer)))


def streamed(answer) -> str:
    return b"".join(answer.streaming_content).decode()


def asked_of(page: str) -> str:
    found = re.search(r'name="asked" value="([^"]*)"', page)
    assert found
    return found[1].replace("&quot;", '"')


def with_sentence(desk: Any, asked: str, kind: str, place: str = "all", **parts: str) -> str:
    said = {f"new-{name}": value for name, value in {**parts, "place": place}.items()}
    answer = desk.post(BUILD, {"asked": asked, "kind": kind, "do": "add", **said})
    assert answer.status_code == 200, text(answer)
    return asked_of(text(answer))


def kept(desk: Any, asked: str, name: str = "South End", share: str = "me") -> str:
    answer = desk.post(BUILD, {"asked": asked, "do": "save", "save-name": name, "save-share": share})
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def three(people: Any) -> None:
    """Rosa speaks Spanish in the South End; Ana does and refuses calls and letters; Bo speaks English elsewhere."""
    by = {"by": people["Olga"]}
    south = {"languages": "es", "address": "12 South End Avenue"}
    contacts.add(said={"name": "Rosa Paz", "phones": "518 555 0101\n518 555 0102", **south}, **by)
    contacts.add(said={"name": "Ana Ruiz", "phones": "518 555 0103", "not_by": "call letter", **south}, **by)
    contacts.add(said={"name": "=Bo", "languages": "en", "emails": "bo@example.org"}, **by)


def spanish(desk: Any, share: str = "me") -> str:
    return kept(desk, with_sentence(desk, "", "language", language="es"), "Spanish", share)


def test_a_list_is_built_sentence_by_sentence_with_its_counts(people):
    three(people)
    desk = people.at_desk("Olga")
    assert "speak a language" in text(desk.get(BUILD))
    chosen = text(desk.post(BUILD, {"asked": "", "kind": "language", "do": "choose"}))
    assert 'name="new-language"' in chosen
    asked = with_sentence(desk, "", "language", language="es")
    asked = with_sentence(desk, asked, "street", street="south end")
    asked = with_sentence(desk, asked, "refused", "not", channel="call")
    page = text(desk.post(BUILD, {"asked": asked}))
    assert "speak Español" in page
    assert "live on south end" in page
    assert "but not people who" in page
    assert re.findall(r"(\d+) (?:person|people)", page) == ["1", "2", "2", "1"]
    where = kept(desk, asked)
    shown = text(desk.get(where))
    assert "Rosa Paz" in shown
    assert "Ana Ruiz" not in shown
    assert "South End" in text(desk.get("/organizing/lists"))
    less = text(desk.post(BUILD, {"asked": asked, "do": "remove not.0"}))
    assert asked_of(less) != asked
    assert "but not" not in less


def test_the_count_comes_as_it_is_typed(people):
    three(people)
    desk = people.at_desk("Olga")
    asked = with_sentence(desk, "", "street", street="south end")
    said = {"asked": asked, "kind": "has", "do": "count", "new-means": "phone", "new-place": "not"}
    part = text(desk.post(BUILD, said, headers={"hx-request": "true"}))
    assert "<html" not in part
    assert "2 people by this alone." in part
    assert "The list would have 0 people." in part
    assert "Fill in the line" in text(desk.post(BUILD, {**said, "new-means": ""}))


@pytest.mark.parametrize("value", ["1", "x", "", "99999"])
def test_what_is_no_number_of_days_is_not_taken(people, value):
    desk = people.at_desk("Olga")
    answer = desk.post(BUILD, {"kind": "not_seen", "do": "add", "new-days": value, "new-place": "all"})
    assert answer.status_code == 422
    assert asked_of(text(answer)) == "{}"


def test_a_list_is_changed_and_taken_away_by_whoever_made_it(people):
    three(people)
    olga, omar = people.at_desk("Olga"), people.at_desk("Omar")
    where = spanish(olga, "organizers")
    assert "Spanish" in text(omar.get(where))
    assert omar.get(f"{where}/change").status_code == 404
    assert omar.post(f"{where}/take-away").status_code == 404
    page = text(olga.get(f"{where}/change"))
    said = {"asked": asked_of(page), "do": "save", "save-name": "Español", "save-share": "me"}
    assert olga.post(f"{where}/change", said).status_code == 302
    assert omar.get(where).status_code == 404
    assert "Español" in text(olga.get(where))
    assert olga.post(f"{where}/take-away").status_code == 302
    assert olga.get(where).status_code == 404
    assert Contact.objects.count() == 3


def test_people_are_kept_as_they_are_tonight(people):
    three(people)
    desk = people.at_desk("Olga")
    tonight = desk.post(f"{spanish(desk)}/freeze")["Location"]
    contacts.add(said={"name": "Late", "languages": "es"}, by=people["Olga"])
    shown = text(desk.get(tonight))
    assert "2 people" in shown
    assert "Late" not in shown
    assert Listed.objects.count() == 2


def test_a_call_is_written_down_in_one_go(people):
    three(people)
    desk = people.at_desk("Flora")
    where = f"{spanish(desk)}/calls"
    page = text(desk.get(where))
    assert "Rosa Paz" in page
    assert "Ana Ruiz" not in page
    assert "1 asked for it" in page
    rosa = Contact.objects.get(name="Rosa Paz")
    first = ContactPoint.objects.get(folded="5185550101")
    answer = desk.post(f"{where}/{rosa.pk}", {"result": f"wrong:{first.pk}"}, headers={"hx-request": "true"})
    assert "Written down." in text(answer)
    assert list(ContactPoint.objects.filter(contact=rosa, works=True).values_list("folded", flat=True)) == [
        "5185550102"
    ]
    assert desk.post(f"{where}/{rosa.pk}", {"result": "reached", "words": "come Tuesday"}).status_code == 302
    assert desk.post(f"{where}/{rosa.pk}", {"result": "refused"}).status_code == 302
    assert Contact.objects.get(pk=rosa.pk).refused == {"call"}
    assert sorted(Entry.objects.filter(contact=rosa).values_list("kind", flat=True)) == ["called", "called", "tried"]
    assert b"Tuesday" not in b"".join(bytes(one.sealed) for one in Entry.objects.exclude(sealed=None))
    page = text(desk.get(where))
    assert "2 asked for it" in page
    assert "Nobody on this list can be called." in page


def test_nobody_is_called_past_the_list(people):
    three(people)
    desk = people.at_desk("Flora")
    where, other = f"{spanish(desk)}/calls", Contact.objects.get(name="=Bo")
    assert desk.post(f"{where}/{other.pk}", {"result": "reached"}).status_code == 404
    assert Entry.objects.count() == 0


def test_whoever_was_only_tried_was_not_seen(people):
    with time_machine.travel(clock.now() - dt.timedelta(days=40), tick=False):
        three(people)
    desk = people.at_desk("Olga")
    rosa, before = Contact.objects.get(name="Rosa Paz"), clock.today() - dt.timedelta(days=40)
    where = f"{spanish(desk)}/calls/{rosa.pk}"
    for result, seen in (("tried", before), ("message", before), ("reached", clock.today())):
        desk.post(where, {"result": result})
        assert Contact.objects.get(pk=rosa.pk).seen_on == seen


def test_letters_go_to_whoever_takes_letters(people):
    three(people)
    desk = people.at_desk("Olga")
    where = f"{spanish(desk)}/letters"
    page = text(desk.post(where, {"text": "Dear {called}, come on {today}. {organizer}", "labels": "on"}))
    assert "Dear Rosa Paz, come on" in page
    assert "Ana Ruiz" not in page
    assert "1 asked for it" in page
    assert page.count("12 South End Avenue") == 2
    wrong = desk.post(where, {"text": "Dear {who}"})
    assert wrong.status_code == 422
    assert "There is no {who}" in text(wrong)


def test_a_file_says_who_took_it_out_and_runs_nothing(people):
    three(people)
    desk = people.at_desk("Olga")
    everybody = kept(desk, "{}", "Everybody")
    rows = list(csv.DictReader(io.StringIO(streamed(desk.post(f"{everybody}/out/file", {"what": "people"}))[1:])))
    assert {row["name"] for row in rows} == {"'=Bo", "Rosa Paz", "Ana Ruiz"}
    assert {(row["taken_out_by"], row["taken_out_on"]) for row in rows} == {("Olga", clock.today().isoformat())}
    line = AuditLine.objects.get(verb="list.export")
    assert (line.subject, line.basis) == (everybody.rpartition("/")[2], "3 people")


def test_a_workbook_says_it_first(people):
    three(people)
    desk = people.at_desk("Olga")
    answer = desk.post(f"{spanish(desk)}/out/file", {"what": "people-xlsx"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    mark = f"Taken out of Waymeet by Olga on {clock.today()}."
    assert book.worksheets[0]["A1"].value == mark
    assert (book.properties.creator, book.properties.description) == ("Olga", mark)
    assert [row[1].value for row in book.worksheets[1].iter_rows(min_row=2)] == ["Ana Ruiz", "Rosa Paz"]


def test_van_gets_its_columns_and_nobody_who_refused_everything(people):
    three(people)
    by = {"by": people["Olga"]}
    contacts.add(said={"name": "Never", "not_by": "call text email visit letter"}, **by)
    rosa = Contact.objects.get(name="Rosa Paz")
    contacts.happened(contact_id=rosa.pk, kind="message", said="", day=clock.today(), **by)
    desk = people.at_desk("Olga")
    where = f"{kept(desk, '{}', 'Everybody')}/out/file"

    def rows(what: str, **codes: int) -> list[dict[str, str]]:
        answer = desk.post(where, {"what": what, **codes})
        return list(csv.DictReader(io.StringIO(streamed(answer))))

    known = {row["externalid"]: row for row in rows("van-contacts")}
    assert len(known) == 3
    one = known[str(rosa.pk)]
    assert next(iter(one)) == "vanid"
    assert (one["firstname"], one["lastname"]) == ("Rosa", "Paz")
    assert one["cellphone"] in ("5185550101", "5185550102")  # either of hers: their ids are of one millisecond
    assert one["addressline1"] == "12 South End Avenue"
    [result] = rows("van-results", left_message=19)
    assert (result["resultid"], result["result"], result["canvassedby"]) == ("19", "Left Message", "Olga")
    assert {row["activistcodeid"] for row in rows("van-codes", activist=77)} == {"77"}


def test_one_person_is_taken_out_as_a_card(people):
    three(people)
    desk, ana = people.at_desk("Olga"), Contact.objects.get(name="Ana Ruiz")
    assert "Take out as a card" in text(desk.get(f"/organizing/contacts/{ana.pk}"))
    card = text(desk.post(f"/organizing/contacts/{ana.pk}/card"))
    assert "FN:Ana Ruiz\r\n" in card
    assert "NOTE:Taken out of Waymeet by Olga" in card
    assert "TEL;VALUE=text:518 555 0103" in card  # she refused calls, not texts
    assert all(len(line.encode()) <= 75 for line in card.split("\r\n"))
    flora = people.at_desk("Flora")
    assert flora.post(f"/organizing/contacts/{ana.pk}/card").status_code == 403
    assert "Take out as a card" not in text(flora.get(f"/organizing/contacts/{ana.pk}"))


def test_a_file_is_asked_for_twice_after_ten_minutes(people):
    three(people)
    desk = people.at_desk("Olga")
    where = spanish(desk)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=11), tick=False):
        answer = desk.post(f"{where}/out/file", {"what": "people"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/confirm")
    assert not AuditLine.objects.filter(verb="list.export").exists()


def classed(people: Any, desk: Any, share: str = "organizers") -> tuple[str, int]:
    group = guarded.make(kind="incarcerated", name="", by=people["Olga"])
    rosa = Contact.objects.get(name="Rosa Paz").pk
    guarded.join(guarded_id=group, contact=rosa, role="", by=people["Olga"], keyring=keyring(people, "Olga"))
    asked = with_sentence(desk, "", "guarded", group=str(group))
    return kept(desk, asked, "Came home", share), group


def test_a_list_that_asks_for_a_guarded_group_is_sealed(people):
    three(people)
    desk = people.at_desk("Olga")
    where, group = classed(people, desk)
    shown = text(desk.get(where))
    assert "Rosa Paz" in shown
    assert "1 person" in shown
    assert "Came home" in text(people.at_desk("Omar").get(where))
    row = SavedList.objects.get()
    assert (row.classed, row.name, row.conditions) == (True, "", {})
    tonight = desk.post(f"{where}/freeze")["Location"]
    assert Listed.objects.count() == 0
    guarded.take_away(guarded_id=group, by=people["Olga"])
    assert "Rosa Paz" in text(desk.get(tonight))
    assert "Rosa Paz" not in text(desk.get(where))
    assert {one.subject for one in AuditLine.objects.filter(verb__startswith="list.")} == {""}
    assert desk.post(f"{tonight}/out/file", {"what": "people-xlsx"}).status_code == 422
    assert "Rosa" in streamed(desk.post(f"{tonight}/out/file", {"what": "people"}))


def test_it_is_never_shared_below_its_class(people):
    three(people)
    desk = people.at_desk("Olga")
    group = guarded.make(kind="incarcerated", name="", by=people["Olga"])
    for kind, parts in (
        ("guarded", {"group": str(group)}),
        ("not_met", {"days": "30"}),
        ("assessed_nearer", {"score": "2"}),
    ):
        asked = with_sentence(desk, "", kind, **parts)
        said = {"asked": asked, "do": "save", "save-name": "x", "save-share": "field_leads"}
        answer = desk.post(BUILD, said)
        assert answer.status_code == 422
        assert "Share it with organizers only" in text(answer)
    assert SavedList.objects.count() == 0


def test_for_a_field_lead_it_is_as_if_it_were_not(people):
    three(people)
    olga, flora = people.at_desk("Olga"), people.at_desk("Flora")
    where, group = classed(people, olga)
    nowhere = "/organizing/lists/0192b3c4-0000-7000-8000-000000000000"
    for method in ("get", "post"):
        for path in ("", "/change", "/calls", "/letters", "/freeze", "/take-away", "/out", "/out/file"):
            there, not_there = (getattr(flora, method)(one + path) for one in (where, nowhere))
            assert there.status_code == not_there.status_code
            assert plain(there).replace(where, nowhere) == plain(not_there)
    assert "guarded" not in text(flora.get(BUILD))
    sent = json.dumps({"all": [{"kind": "KIND", "value": {"group": group}}]})
    answers = [flora.post(BUILD, {"asked": sent.replace("KIND", kind)}) for kind in ("guarded", "nothing")]
    assert [one.status_code for one in answers] == [404, 404]
    assert plain(answers[0]) == plain(answers[1])
    assert "Came home" not in text(flora.get("/organizing/lists"))


def test_a_list_asks_for_a_rung_by_its_name_and_a_field_lead_cannot(people):
    three(people)
    olga, flora = people.at_desk("Olga"), people.at_desk("Flora")
    chosen = text(olga.post(BUILD, {"asked": "", "kind": "rung_or_higher", "do": "choose"}))
    assert '<option value="following">Following</option>' in chosen
    asked = with_sentence(olga, "", "rung_or_higher", rung="observing")
    page = text(olga.post(BUILD, {"asked": asked}))
    assert "stand on this rung or higher: Observing" in page
    assert re.findall(r"(\d+) (?:person|people)", page) == ["3", "3"]
    answers = [flora.post(BUILD, {"asked": one}) for one in (asked, asked.replace("rung_or_higher", "nothing"))]
    assert [one.status_code for one in answers] == [404, 404]
    assert plain(answers[0]) == plain(answers[1])
    assert "rung" not in text(flora.get(BUILD))


def test_from_an_open_list_a_message_is_begun_and_from_a_sealed_one_not(people):
    three(people)
    olga, flora = people.at_desk("Olga"), people.at_desk("Flora")
    where = spanish(olga, "field_leads")
    begin = f"/organizing/messages/write?to=list%3A{where.rpartition('/')[2]}"
    assert f'href="{begin}"' in text(olga.get(where))
    assert f'<option value="list:{where.rpartition("/")[2]}" selected>Spanish</option>' in text(olga.get(begin))
    assert "messages/write" not in text(flora.get(where))
    sealed, _group = classed(people, olga)
    assert "messages/write" not in text(olga.get(sealed))
    to = [f"list:{one}" for one in (sealed.rpartition("/")[2], "0192b3c4-0000-7000-8000-000000000000")]
    assert to[0] not in text(olga.get("/organizing/messages/write"))
    said = {"channel": "text", "body_en": "Hello"}
    refused = [olga.post("/organizing/messages/write", {"to": one, **said}) for one in to]
    assert [one.status_code for one in refused] == [422, 422]
    assert plain(refused[0]).replace(to[0], to[1]) == plain(refused[1])


@pytest.mark.parametrize("kind", sorted(EVERY))
def test_the_page_of_a_sentence_asks_on_for_the_same_kind(people, kind):
    page = text(people.at_desk("Olga").post(BUILD, {"asked": "", "kind": kind, "do": "choose"}))
    assert f'<input type="hidden" name="kind" value="{kind}">' in page
