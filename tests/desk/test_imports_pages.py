"""Bringing in a list at the desk: look, try, bring in, mend what was not taken, undo."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.imports import views
from waymeet.organizing.imports.models import Batch
from waymeet.organizing.models import AuditLine

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE = "/organizing/lists-in"
ROWS = "Name,Phone,Hobby,SSN\nRosa Muñoz,518 555 0142,chess,1\n,,,2\nAna,ask her,,3\n"


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def sent(desk, content: str = ROWS, name: str = "people.csv") -> str:
    answer = desk.post(PAGE, {"file": SimpleUploadedFile(name, content.encode())})
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


CHOSEN = {"column_0": "name", "column_1": "phone", "source": "list", "sheet": ""}


def test_a_list_is_looked_at_tried_and_brought_in(people):
    desk = people.at_desk("Olga")
    where = sent(desk)
    page = text(desk.get(where))
    assert "never taken" in page
    assert "Left out, as long as you choose nothing for them: Hobby" in page
    assert not re.search(r'name="column_3"', page)
    tried = text(desk.post(where, {**CHOSEN, "step": "dry"}))
    assert "Nothing has been written yet." in tried
    assert "Row 3: The row has no name, number, email or address." in tried
    assert not Contact.objects.exists()
    done = desk.post(where, {**CHOSEN, "step": "import"}, follow=True)
    assert set(Contact.objects.values_list("name", flat=True)) == {"Rosa Muñoz", "Ana"}
    assert "This is no phone number we know." in text(done)
    assert desk.get(where).status_code == 404
    assert desk.get(PAGE).status_code == 200


def test_what_was_not_taken_downloads_with_its_cells_and_is_written_down(people):
    desk = people.at_desk("Olga")
    desk.post(sent(desk), {**CHOSEN, "step": "import"})
    batch = Batch.objects.get()
    page = text(desk.get(f"{PAGE}/{batch.pk}"))
    assert "ask her" not in page
    file = desk.post(f"{PAGE}/{batch.pk}/to-mend", {"which": "cells"}).content.decode("utf-8-sig")
    assert "ask her" in file
    assert "SSN" not in file
    assert AuditLine.objects.filter(verb="contacts.read_explained", subject=str(batch.pk)).count() == 1


def test_a_list_is_undone_from_its_page(people):
    desk = people.at_desk("Olga")
    desk.post(sent(desk), {**CHOSEN, "step": "import"})
    batch = Batch.objects.get()
    page = text(desk.post(f"{PAGE}/{batch.pk}/undo", follow=True))
    assert "Undone. 2 people went" in page
    assert not Contact.objects.exists()


def test_a_long_list_works_beside_the_request(people, monkeypatch, transactional_db):
    monkeypatch.setattr(views, "AT_ONCE", 0)
    began = []
    monkeypatch.setattr(
        views.long_work, "begin", lambda folder, work: began.append((folder, work(lambda *_told: None)))
    )
    desk = people.at_desk("Olga")
    answer = desk.post(where := sent(desk), {**CHOSEN, "step": "import"})
    assert (answer["Location"], len(began), Contact.objects.count()) == (where, 1, 2)


@pytest.mark.parametrize("content", ["", "\n\n", "%PDF-1.4 x"])
def test_what_is_no_list_is_refused_beside_the_file(people, content):
    answer = people.at_desk("Olga").post(PAGE, {"file": SimpleUploadedFile("x.csv", content.encode() or b" ")})
    assert answer.status_code == 422
    assert "bring it in again" in text(answer)


@pytest.mark.parametrize("who", ["Flora", "Cam", "Wanda", "Casey", "Dora", "Ada"])
def test_only_organizers_bring_lists_in(people, who):
    desk = people.at_desk(who)
    batch = Batch.objects.create(source="list", kind="people", file_name="x", by=people["Ada"].id, state="done")
    assert desk.get(PAGE).status_code == 403
    assert desk.get(f"{PAGE}/{batch.pk}").status_code == 403
    assert desk.post(f"{PAGE}/{batch.pk}/undo").status_code == 403


def test_nobody_reads_a_file_under_a_key_that_was_made_up(people):
    assert people.at_desk("Olga").get(f"{PAGE}/file/{'A' * 22}").status_code == 404
    assert people.at_desk("Olga").get(f"{PAGE}/file/..").status_code == 404
