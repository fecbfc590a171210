"""Demands at the desk, as a browser asks for them."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.demands.conftest import PDF
from tests.desk.conftest import People
from waymeet.demands.models import Demand

pytestmark = pytest.mark.django_db(databases="__all__")
ASKED = {
    "kind": "subpoena",
    "agency": "District Attorney",
    "came_on": "2026-11-20",
    "answer_by": "2026-12-04",
    "wording": "All records of Marisol Example",
}


@pytest.fixture
def people(db: Any) -> People:
    made = People()
    for name in ("Ada", "Dora"):
        made[name]
    return made


def logged(people: People, desk: Client, **other: str) -> Demand:
    answer = desk.post("/demands/new", ASKED | {"received_by": str(people["Ada"].id)} | other)
    assert answer.status_code == 302, answer.content.decode()
    return Demand.objects.get()


def attach(desk: Client, demand: Demand, paper: str, content: bytes = PDF, name: str = "Marisol Example.pdf") -> Any:
    file = SimpleUploadedFile(name, content, "application/pdf")
    return desk.post(f"/demands/{demand.pk}/attach", {"paper": paper, "file": file})


def said(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_from_the_first_line_to_the_printed_instruction(people: People):
    ada, dora = people.at_desk("Ada"), people.at_desk("Dora")
    demand = logged(people, ada)
    page = f"/demands/{demand.pk}"
    assert "Marisol" not in said(ada.get(page))
    assert "All records of Marisol Example" in said(dora.post(page))
    for paper in ("court_order", "subpoena"):
        assert attach(ada, demand, paper).status_code == 302
    word = {"counsel": "L. Brief", "decision": "narrow", "order_fits": "on", "scope": "The intake day only"}
    assert ada.post(f"{page}/decide", word).status_code == 302
    seen = re.search(r'name="content_hash" value="(\w+)"', said(ada.get(page)))[1]
    assert ada.post(f"{page}/hand-over").status_code == 409
    assert ada.post(f"{page}/approve", {"content_hash": seen}).status_code == 302
    assert ada.post(f"{page}/hand-over").status_code == 409
    assert dora.post(f"{page}/approve", {"content_hash": seen}).status_code == 302
    paper = said(dora.post(f"{page}/hand-over"))
    assert "The intake day only" in paper
    assert "Marisol" not in paper
    assert "42 CFR part 2 prohibits unauthorized use or disclosure" in paper
    assert ada.post(f"{page}/close", {"outcome": "handed_over"}).status_code == 302


def test_an_attached_file_is_downloaded_under_a_name_of_ours(people: People):
    ada = people.at_desk("Ada")
    demand = logged(people, ada)
    attach(ada, demand, "subpoena")
    answer = ada.post(f"/demands/{demand.pk}/papers/{demand.papers.get().pk}")
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="subpoena-1.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("content", [b"<html>", PDF + bytes(12 * 1024 * 1024)], ids=["a page", "too large"])
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(people: People, content: bytes):
    ada = people.at_desk("Ada")
    demand = logged(people, ada)
    answer = attach(ada, demand, "subpoena", content)
    assert answer.status_code == 409
    assert "PDF, JPEG or PNG" in said(answer)
    assert not demand.papers.exists()


def test_no_file_touches_the_disk_unsealed(people: People, monkeypatch: pytest.MonkeyPatch):
    import tempfile

    def refused(*_given: Any, **_named: Any) -> None:
        raise AssertionError("a temporary file was asked for")

    ada = people.at_desk("Ada")
    demand = logged(people, ada)
    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refused)
    assert attach(ada, demand, "subpoena", PDF + bytes(4 * 1024 * 1024)).status_code == 302


def test_the_list_can_be_downloaded_and_names_nobody(people: People):
    ada = people.at_desk("Ada")
    logged(people, ada)
    for answer in (ada.get("/demands/"), ada.get("/demands/?format=csv")):
        assert "District Attorney" in said(answer)
        assert "Marisol" not in said(answer)


def test_the_first_page_says_that_an_answer_is_due(people: People):
    from waymeet.kernel import clock

    ada = people.at_desk("Ada")
    assert "Legal demands open" not in said(ada.get("/"))
    logged(people, ada, answer_by=(clock.today() + dt.timedelta(days=2)).isoformat())
    assert "need--pressing" in said(ada.get("/"))
    assert "Legal demands open" in said(people.at_desk("Dora").get("/"))
    assert "Legal demands open" not in said(people.at_desk("Charlie").get("/"))


def bare(answer: Any) -> str:
    """Without what differs in every answer."""
    return re.sub(r"\b\w{64}\b", "", answer.content.decode())


@pytest.mark.parametrize("language", ["en", "es"])
def test_law_R08_the_answer_is_the_same_whoever_is_asked_about(people: People, language: str):
    """With nothing in the house, and with a demand, a file's worth of papers and a name typed into the address."""
    ada = people.at_desk("Ada")
    ada.cookies["waymeet_language"] = language
    before = bare(ada.get("/demands/answer"))
    demand = logged(people, ada)
    attach(ada, demand, "subpoena")
    ada.get("/")  # where the messages are shown
    assert bare(ada.get("/demands/answer")) == before
    about = ada.get(f"/demands/answer?name=Marisol&demand={demand.pk}")
    assert "Marisol" not in about.content.decode().replace(about.wsgi_request.get_full_path().replace("&", "&amp;"), "")
    word = "ni confirmar ni negar" if language == "es" else "neither confirm nor deny"
    assert word in before


def test_law_R22_the_answer_about_hiv_refuses_a_subpoena(people: People):
    ada = people.at_desk("Ada")
    assert "2785" not in said(ada.get("/demands/answer"))
    assert "A subpoena or a general authorization is not such an order, and we refuse it." in said(
        ada.get("/demands/answer?hiv=1")
    )


def test_whoever_opens_the_door_finds_the_page_for_it(people: People):
    charlie = people.at_desk("Charlie")
    assert "/demands/at-the-door" in said(charlie.get("/"))
    assert "neither yes nor no" in said(charlie.get("/demands/at-the-door")).lower()
