"""Kits needed, as a page, as a file and in a terminal: no number without its band, its year and its source."""

import csv
import datetime as dt
import io
import re

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk import care_made
from waymeet.care.naloxone.models import WeekCount
from waymeet.care.saturation import queries, rules, showing
from waymeet.care.saturation.models import CurveFile
from waymeet.commands.kits_needed import command
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE = "/care/kits-needed"
NEW_YORK = "106,781 (68,279 to 218,126)"
FILE = b"state,epidemic_type,kind,a,b,a_lower,b_lower,a_upper,b_upper\nPuerto Rico,x,model,0,0.001,0,0.0005,0,0.002\n"


def text(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def counted(people, kits: int) -> None:
    made = care_made.evening(people)
    week = clock.iso_week(clock.today() - dt.timedelta(weeks=3))
    WeekCount.objects.create(program=made.program, iso_week=week, area_number=1, item_number=1, count=kits)


@pytest.mark.parametrize("who", ["Ada", "Olga", "Cam", "Rita", "Vera"])
def test_only_whoever_reports_to_funders_plans(people, who):
    assert people.at_desk(who).get(PAGE).status_code == 403
    assert people.at_desk(who).post(f"{PAGE}/curves").status_code == 403


@pytest.mark.parametrize("who", ["Wanda", "Dora"])
def test_the_page_says_the_band_the_year_the_kind_and_the_source(people, who):
    said = text(people.at_desk(who).get(PAGE))
    assert NEW_YORK in said
    assert "Baseline year 2017" in said
    assert "extrapolated" in said
    assert "Irvine et al. 2022, The Lancet Public Health" in said


@pytest.mark.parametrize(("state", "kits"), [("Massachusetts", "50,015"), ("Rhode Island", "3,526")])
def test_every_state_is_answered_and_what_was_asked_is_shown_again(people, state, kits):
    answer = people.at_desk("Dora").get(
        PAGE, {"state": state, "target": 80, "state_people": 7_000_000, "our_people": ""}
    )
    assert f'value="{state}" selected' in answer.content.decode()
    assert 'value="7000000"' in answer.content.decode()
    assert f"{kits} (" in text(answer)
    assert "was modelled in the study" in text(answer)


def test_our_kits_are_set_against_our_part_only_when_both_numbers_of_people_are_given(people):
    counted(people, 500)
    desk = people.at_desk("Dora")
    whole = text(desk.get(PAGE, {"state": "New York", "target": 80}))
    assert "500 ; that is 0.5 (0.2 to 0.7) percent of what the whole state needs" in whole
    ours = text(desk.get(PAGE, {"state": "New York", "target": 80, "state_people": 20_000_000, "our_people": 200_000}))
    assert "1,068 (683 to 2,181)" in ours
    assert "500 ; that is 46.8 (22.9 to 73.2) percent of what our part needs" in ours
    assert "The study does not say so" in ours


def test_a_kit_of_one_dose_is_half_a_kit_of_two(people):
    from waymeet.care.supplies.models import Item

    counted(people, 500)
    Item.objects.filter(number=1).update(doses=1)
    assert queries.handed_out().kits == 250
    assert queries.handed_out().weeks == 1


def test_a_number_of_people_that_cannot_be_is_said(people):
    asked = {"state": "New York", "target": 80, "state_people": 1000, "our_people": 2000}
    answer = people.at_desk("Dora").get(PAGE, asked)
    assert answer.status_code == 422
    assert "Check the numbers" in text(answer)
    assert people.at_desk("Dora").get(PAGE, {"state": "Narnia", "target": 80}).status_code == 422


def test_the_file_holds_what_the_page_shows_each_line_with_its_band(people):
    answer = people.at_desk("Dora").get(PAGE, {"state": "New York", "target": 77, "format": "csv"})
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0] == ["Percent", "Kits, middle", "Kits, low end", "Kits, high end"]
    assert ["80", "106781", "68279", "218126"] in lines
    assert [line[0] for line in lines[1:8]] == ["50", "60", "70", "77", "80", "90", "95"]
    assert any("Baseline year 2017" in line[0] for line in lines if line)


def test_no_number_of_any_state_is_printed_alone():
    for state in rules.read(FILE.decode().splitlines()) + list(queries.published_states()):
        words = showing.band_words(rules.whole(state.kits_for(0.8)))
        assert re.fullmatch(r"[\d,]+ \((?:[\d,]+ to [\d,]+|up to [\d,]+; no .+|from [\d,]+; no .+)\)", words)


def test_the_picture_says_in_words_what_it_shows(people):
    body = people.at_desk("Dora").get(PAGE).content.decode()
    assert f'aria-label="Curve for New York: 80 percent at {NEW_YORK} kits a year"' in body


def brought(people, **other):
    said = {"file-called": "Islands", "file-source": "Made for a test", "file-baseline": 2023}
    given = {"file-file": SimpleUploadedFile("curves.csv", FILE)}
    return people.at_desk("Dora").post(f"{PAGE}/curves", said | given | other)


def test_any_file_of_that_form_can_be_given_and_every_field_of_it_is_shown_again(people):
    answer = brought(people)
    row = CurveFile.objects.get()
    assert (row.called, row.source, row.baseline, row.text.encode()) == ("Islands", "Made for a test", 2023, FILE)
    shown = text(people.at_desk("Dora").get(answer["Location"]))
    assert "Puerto Rico" in shown
    assert "1,609 (805 to 3,219)" in shown
    assert "Made for a test" in shown
    assert "Baseline year 2023" in shown
    people.at_desk("Dora").post(f"{PAGE}/curves/{row.pk}/take-away")
    assert not CurveFile.objects.exists()


def test_a_file_that_cannot_be_used_says_which_line_and_is_not_kept(people):
    bad = SimpleUploadedFile("curves.csv", FILE.replace(b"0.001", b"none"))
    answer = brought(people, **{"file-file": bad})
    assert answer.status_code == 422
    assert "Line 2." in text(answer)
    assert not CurveFile.objects.exists()
    assert brought(people, **{"file-file": SimpleUploadedFile("curves.csv", b"\xff\xfe\x00")}).status_code == 422
    assert brought(people, **{"file-source": ""}).status_code == 422


def test_in_a_terminal_every_state_has_its_band(tmp_path):
    said = CliRunner().invoke(command, ["--state", "New York"]).output
    assert NEW_YORK in said
    assert "baseline year 2017" in said
    path = tmp_path / "curves.csv"
    path.write_bytes(FILE)
    given = CliRunner().invoke(command, ["--curves", str(path), "--baseline", "2023"])
    assert "Puerto Rico: 1,609 (805 to 3,219), modelled" in given.output
    assert CliRunner().invoke(command, ["--curves", str(path)]).exit_code == 2
