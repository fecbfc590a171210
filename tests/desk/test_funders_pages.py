"""One entry, many funders: a quarter filled in from what was counted, as page, CSV and workbook, and what stays empty."""

import csv
import io
import re

import openpyxl
import pytest
import time_machine

from tests.desk import care_made
from waymeet.care.funders import rules
from waymeet.care.funders.models import QuarterTotal
from waymeet.care.models import AuditLine
from waymeet.care.naloxone import services as naloxone
from waymeet.care.questions import queries, services
from waymeet.care.questions.models import Question
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Item
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")
LIST, SHARP, NYS = "/care/funders", "/care/funders/sharp-ssp-2026-11", "/care/funders/nysdoh-oop-2026-11"


def text(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.fixture
def quarter(people) -> str:
    """An evening of the quarter before: 12 kits in three areas, one taken back; read a quarter later."""
    now = rules.quarter_of(clock.today())
    with time_machine.travel(now.before.first.replace(day=20)):
        made = care_made.evening(people)
        care_made.handed_in(made.night, {1: 6, 2: 4, 3: 2})
        from tests.care.phones import sealed_slot
        from waymeet.care.naloxone.rules import Kind

        year, week, _day = made.night.day.isocalendar()
        back = sealed_slot(made.night, kind=Kind.TAKEN_BACK, area=1, week=(year, week), items={1: 1})
        naloxone.receive_slots(night=made.night, slots=[back])
        from tests.consent.made import keyring

        naloxone.open_pool(day=made.night.day, by=people["Wanda"], keyring=keyring(people, "Wanda"))
    return now.before.key


def file_of(people, address: str, who: str = "Dora") -> dict[str, list[str]]:
    """number -> what follows it in the file, the last line of each."""
    answer = people.at_desk(who).get(f"{address}?format=csv")
    assert answer["Content-Type"].startswith("text/csv")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0][:4] == ["No.", "Their field", "Of", "Number"]
    return {line[0]: line[1:] for line in lines[1:] if len(line) == 7}


@pytest.mark.parametrize("who", ["Ada", "Olga", "Cam", "Rita", "Vera", "Casey"])
def test_only_whoever_reports_sees_reports(people, who):
    desk = people.at_desk(who)
    for address in (LIST, f"{SHARP}/2026-Q3"):
        assert desk.get(address).status_code == 403
    assert desk.post(f"{SHARP}/2026-Q3/total", {"number": "04", "count": 30}).status_code == 403


def test_every_funder_is_listed_and_a_wrong_address_leads_nowhere(people):
    said = text(people.at_desk("Dora").get(LIST))
    for words in ("SSP indicators", "NYSDOH opioid overdose prevention", "0930-0384", "0930-0391", "NEO minimum set"):
        assert words in said
    for address in (f"{LIST}/none/2026-Q3", f"{SHARP}/2026-Q7", f"{SHARP}/soon"):
        assert people.at_desk("Dora").get(address).status_code == 404


def test_what_was_counted_once_stands_in_each_funders_own_field(people, quarter):
    sharp, nys = file_of(people, f"{SHARP}/{quarter}"), file_of(people, f"{NYS}/{quarter}")
    assert sharp["11"][2] == "22", "11 kits of two doses: doses, not kits"
    assert sharp["06"][2] == "3", "three people were met, and are met also where one gave something back"
    assert (nys["1"][2], nys["2"][2]) == ("11", "22")
    neo = file_of(people, f"{LIST}/neo-ontario-2026-11/{quarter}")
    assert (neo["4"][2], neo["5"][2]) == ("11", "22")
    assert file_of(people, f"{LIST}/samhsa-sor-0930-0384-2024/{quarter}")["c"][2] == "11"
    assert file_of(people, f"{LIST}/samhsa-hr-0930-0391-2026-11/{quarter}")["1"][2] == "11"
    other = rules.read_quarter(quarter).before.key
    assert file_of(people, f"{SHARP}/{other}")["11"][2] == "0"


def test_rolled_up_weeks_count_the_same(people, quarter):
    before = file_of(people, f"{SHARP}/{quarter}")
    assert naloxone.roll_up(before=clock.today())
    after = file_of(people, f"{SHARP}/{quarter}")
    assert after == before


def test_what_stays_empty_says_why_on_page_and_in_file(people, quarter):
    page = text(people.at_desk("Wanda").get(f"{SHARP}/{quarter}"))
    assert "What could not be filled, and why" in page
    assert "No survey with this question was closed in this quarter." in page
    assert "Indicators 01 to 03, 09 and 10 are not established here" in page
    assert "to be answered in words, by hand" in page
    neo = file_of(people, f"{LIST}/neo-ontario-2026-11/{quarter}")
    assert "we ask nobody for that" in neo["9"][5]
    assert neo["9"][2] == ""
    assert file_of(people, f"{NYS}/{quarter}")["1"][0].endswith("(not established)")


def test_doses_that_nobody_wrote_down_are_said(people, quarter):
    Item.objects.filter(number=1).update(doses=0)
    line = file_of(people, f"{SHARP}/{quarter}")["11"]
    assert line[2] == "0"
    assert "11 kits are not in it" in line[5]


def test_other_items_stand_one_by_one(people, quarter):
    for name in ("Gauze", "Socks"):
        supplies.add_item(name_en=name, name_es="", kind="other", by=people["Wanda"])
    from waymeet.care.naloxone.models import WeekCount
    from waymeet.care.supplies.models import Program

    week = rules.read_quarter(quarter).weeks(clock.today())[0]
    for number, count in ((3, 40), (4, 7)):
        WeekCount.objects.create(
            program=Program.objects.get(), iso_week=week, area_number=1, item_number=number, count=count
        )
    body = people.at_desk("Dora").get(f"{SHARP}/{quarter}?format=csv").content.decode("utf-8-sig")
    found = [line[2:4] for line in csv.reader(io.StringIO(body)) if line and line[0] == "03"]
    assert found == [["Gauze", "40"], ["Socks", "7"]]


def test_a_total_typed_in_stands_for_every_funder_is_marked_and_can_be_taken_back(people, quarter):
    desk = people.at_desk("Wanda")
    desk.post(f"{NYS}/{quarter}/total", {"number": "1", "count": "500"})
    row = QuarterTotal.objects.get()
    assert (row.quarter, row.what, row.count) == (quarter, "kits", 500)
    nys = file_of(people, f"{NYS}/{quarter}")["1"]
    assert nys[2] == "500"
    assert nys[4] == "typed in as a total"
    assert "records say: 11" in nys[5]
    assert file_of(people, f"{LIST}/neo-ontario-2026-11/{quarter}")["4"][2] == "500"
    assert "typed in as a total" in text(desk.get(f"{NYS}/{quarter}"))
    desk.post(f"{NYS}/{quarter}/total", {"number": "1", "count": ""})
    assert not QuarterTotal.objects.exists()
    assert file_of(people, f"{NYS}/{quarter}")["1"][2] == "11"


def test_a_line_we_do_not_record_takes_a_total_and_one_in_words_or_about_a_person_takes_none(people, quarter):
    desk = people.at_desk("Wanda")
    desk.post(f"{NYS}/{quarter}/total", {"number": "3", "count": "25"})
    assert file_of(people, f"{NYS}/{quarter}")["3"][2] == "25"
    for wrong in ({"number": "6", "count": 1}, {"number": "99", "count": 1}, {"number": "3", "count": -1}):
        assert desk.post(f"{NYS}/{quarter}/total", wrong).status_code == 422
    assert desk.post(f"{SHARP}/{quarter}/total", {"number": "07", "count": 1}).status_code == 422
    assert QuarterTotal.objects.count() == 1


def test_a_survey_fills_the_lines_on_people_with_its_error(people):
    wanda, vera, today = people["Wanda"], people["Vera"], clock.today()
    services.begin_register(by=wanda)
    row = Question.objects.get(code="ssp-13")
    services.let_it_be(question_id=row.pk, by=vera)
    said = {"called_en": "A", "called_es": "A", "asks": [str(row.pk)], "way": "nth", "every": 2}
    survey = services.plan_survey(said=said | {"starts_on": today, "ends_on": today}, by=wanda)
    for number in range(20):
        services.answer(survey_id=survey.pk, code=queries.code_of(survey), given={str(row.pk): str(number % 2)})
    address = f"{SHARP}/{rules.quarter_of(today).key}"
    assert file_of(people, address)["13"][2] == "", "not before it is closed"
    services.close_survey(survey_id=survey.pk, by=wanda)
    assert file_of(people, address)["13"][2] == "", "ten in all are few"
    from waymeet.care.questions.models import AnswerCount

    AnswerCount.objects.filter(answer="1").update(answer="3")
    line = file_of(people, address)["13"]
    # 20 of 40 visits, mean 1.5: 60 in all; error 40 * sqrt(2.368 / 20 * 0.5)
    assert line[2:5] == ["60.0", "9.7", "survey, estimated"]


def test_the_workbook_holds_the_same_rows_and_the_definitions(people, quarter):
    answer = people.at_desk("Dora").get(f"{SHARP}/{quarter}?format=xlsx")
    assert answer["Content-Disposition"].endswith('.xlsx"')
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = {row[0]: list(row[1:]) for row in book["report"].iter_rows(min_row=2, values_only=True)}
    whole = file_of(people, f"{SHARP}/{quarter}")
    assert set(rows) == set(whole)
    assert rows["11"][2] == 22
    told = " ".join(str(row[0]) for row in book["definitions"].iter_rows(values_only=True))
    assert "Kits times the doses each of them holds." in told
    assert "not established" in told


def test_taking_a_report_out_is_one_line_without_a_number(people, quarter):
    before = AuditLine.objects.count()
    file_of(people, f"{SHARP}/{quarter}")
    assert AuditLine.objects.count() == before + 1
    people.at_desk("Dora").get(f"{SHARP}/{quarter}")
    assert AuditLine.objects.count() == before + 1


def test_the_running_quarter_says_that_it_is_not_over(people):
    now = rules.quarter_of(clock.today())
    assert "still change" in text(people.at_desk("Dora").get(f"{SHARP}/{now.key}"))
    assert "still change" not in text(people.at_desk("Dora").get(f"{SHARP}/{now.before.key}"))
