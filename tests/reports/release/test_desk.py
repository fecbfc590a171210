"""The pages of releases at the desk: proposing, reviewing without seeing small numbers, publishing, withdrawing."""

import re

import pytest
from django.test import Client

from tests.builders import Worker, worker
from tests.reports.release.conftest import HandOut, approved, proposed, published
from tests.stick import Stick, sign_in
from waymeet.accounts.roles import Role
from waymeet.care.naloxone.models import KitHandout
from waymeet.reports.release.models import Release
from waymeet.reports.release.rules import State

pytestmark = [pytest.mark.django_db(databases=["default", "care"]), pytest.mark.usefixtures("autumn", "released")]
STICKS: dict[str, Stick] = {}
MONTHS = {"measure": "kits_by_area_and_month", "first_month": "2026-09", "last_month": "2026-10"}


def at_desk(one: Worker) -> Client:
    desk = Client(SERVER_NAME="localhost")
    stick = STICKS.setdefault(one.words, Stick())
    sign_in(desk, one.person.name, one.words, stick)
    return desk


def text_of(answer) -> str:
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def hash_on(answer) -> str:
    found = re.search(r'name="content_hash" value="([0-9a-f]{64})"', answer.content.decode())
    assert found is not None
    return found.group(1)


def test_from_proposing_to_the_public_page(dee: Worker, reviewers: tuple[Worker, Worker]):
    author = at_desk(dee)
    answer = author.post("/reports/propose", MONTHS, follow=True)
    assert "waits for two reviewers" in text_of(answer)
    assert "You proposed this" in text_of(answer)
    page = f"/reports/{Release.objects.get().id}"
    for reviewer in reviewers:
        desk = at_desk(reviewer)
        seen = hash_on(desk.get(page))
        assert "You approved" in text_of(desk.post(f"{page}/approve", {"content_hash": seen}, follow=True))
    answer = author.post(f"{page}/publish", follow=True)
    assert "the files are as they were released" in text_of(answer)
    public = Client(SERVER_NAME="localhost").get(f"/public/en/{Release.objects.get().id}/")
    assert "268 kits handed out in all" in text_of(public)


def test_a_reviewer_sees_the_ranges_and_no_hidden_number(
    dee: Worker, reviewers: tuple[Worker, Worker], hand_out: HandOut
):
    hand_out(1, "2026-08", 7)
    hand_out(2, "2026-08", 91)
    hand_out(3, "2026-08", 83)
    release = proposed(dee.person, "2026-08", "2026-10")
    page = at_desk(reviewers[0]).get(f"/reports/{release.id}")
    cells = re.findall(r'<td class="count">(.*?)</td>', page.content.decode())
    assert len(cells) == 4 * 4
    hidden = [re.sub(r"<[^>]+>", " ", cell) for cell in cells if "hidden" in cell]
    assert len(hidden) == len(release.hidden)
    assert all(re.search(r"\d+ (to \d+|or more)", cell) for cell in hidden)
    assert {cell for cell in cells if cell in ("4", "7")} == set()


def test_what_takes_seconds_says_so_and_is_sent_once(dee: Worker, reviewers: tuple[Worker, Worker]):
    release = approved(proposed(dee.person), reviewers)
    for address, button in (("/reports/propose", "Count and propose"), (f"/reports/{release.id}", "Publish it")):
        form = at_desk(dee).get(address).content.decode().partition(button)[0].rpartition("<form")[2].partition(">")[0]
        assert "data-busy" in form


def test_what_cannot_be_done_now_is_said_on_the_page(dee: Worker, reviewers: tuple[Worker, Worker]):
    release = proposed(dee.person)
    answer = at_desk(reviewers[0]).post(f"/reports/{release.id}/approve", {"content_hash": "0" * 64})
    assert answer.status_code == 409
    assert "What you saw is not what would be published" in text_of(answer)
    answer = at_desk(dee).post(f"/reports/{release.id}/publish")
    assert "after two reviewers approved it" in text_of(answer)


def test_sending_back_asks_for_a_reason_and_shows_it(dee: Worker, reviewers: tuple[Worker, Worker]):
    release = proposed(dee.person)
    desk, page = at_desk(reviewers[0]), f"/reports/{release.id}"
    seen = hash_on(desk.get(page))
    assert "Say in a sentence" in text_of(desk.post(f"{page}/send-back", {"content_hash": seen, "reason": ""}))
    answer = desk.post(f"{page}/send-back", {"content_hash": seen, "reason": "October alone, please."}, follow=True)
    assert "October alone, please." in text_of(answer)
    assert Release.objects.get().state == State.SENT_BACK


def test_withdrawing_asks_why(dee: Worker, reviewers: tuple[Worker, Worker]):
    release = published(dee.person, reviewers)
    desk, page = at_desk(reviewers[0]), f"/reports/{release.id}"
    assert "Choose why" in text_of(desk.post(f"{page}/withdraw", {"because": "I say so"}))
    assert "A later release replaces it." in text_of(
        desk.post(f"{page}/withdraw", {"because": "replaced"}, follow=True)
    )


@pytest.mark.parametrize(
    ("role", "may_see", "may_propose"),
    [
        (Role.ORGANIZER, 200, 200),
        (Role.OUTREACH_WORKER, 200, 200),
        (Role.REVIEWER, 200, 403),
        (Role.ADMINISTRATOR, 200, 403),
        (Role.FIELD_LEAD, 403, 403),
        (Role.CANVASSER, 403, 403),
    ],
)
def test_who_sees_the_pages(role: Role, may_see: int, may_propose: int):
    desk = at_desk(worker("somebody", role))
    assert desk.get("/reports/").status_code == may_see
    assert desk.get("/reports/propose").status_code == may_propose


def test_nobody_is_let_in_without_signing_in():
    assert Client(SERVER_NAME="localhost").get("/reports/")["Location"].startswith("/sign-in")


def test_the_list_in_spanish_and_as_csv(dee: Worker):
    proposed(dee.person)
    desk = at_desk(dee)
    desk.cookies["waymeet_language"] = "es"
    page = text_of(desk.get("/reports/"))
    assert "espera a dos personas que revisen" in page
    assert "De septiembre de 2026 a octubre de 2026" in page
    desk.cookies["waymeet_language"] = "en"
    assert "September 2026 to October 2026" in desk.get("/reports/?format=csv").content.decode()


def test_months_the_wrong_way_round_are_answered_in_the_form(dee: Worker):
    answer = at_desk(dee).post("/reports/propose", {**MONTHS, "first_month": "2026-10", "last_month": "2026-09"})
    assert answer.status_code == 422
    assert "Choose at least one month" in text_of(answer)


def test_a_server_without_care_says_where_to_go(dee: Worker, settings):
    desk = at_desk(dee)
    settings.SIDES = ("organizing",)
    answer = desk.get("/reports/propose")
    assert answer.status_code == 409
    assert "Propose the release where it is held" in text_of(answer)


def test_before_any_month_is_over_the_page_says_what_is_missing(dee: Worker):
    KitHandout.objects.all().delete()
    assert "No month to count yet" in text_of(at_desk(dee).get("/reports/propose"))
