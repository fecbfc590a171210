"""Trainings at the desk: each person's own, and what the teams can do."""

import datetime as dt
import re

import pytest

from waymeet.accounts.trainings.models import Course, Training
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def desk(people):
    desk = people.at_desk("Olga")
    desk.post("/trainings/begin")
    return desk


def course(name: str) -> str:
    return str(Course.objects.get(name_en=name).pk)


def had(name: str, days_ago: int = 3) -> dict[str, str]:
    return {"course": course(name), "day": (clock.today() - dt.timedelta(days=days_ago)).isoformat(), "trainer": "Dee"}


def test_a_session_is_seen_by_each_and_by_others_only_at_a_word(people, desk):
    said = had("Overdose response and naloxone") | {"where": "the Lark Street kitchen"}
    together = [str(people[one].id) for one in ("Olga", "Omar")]
    assert desk.post("/trainings/sessions", said | {"people": together}).status_code == 302
    assert "We know of nobody yet who can respond to an overdose." in text(desk.get("/trainings"))
    omar = people.at_desk("Omar")
    assert "the Lark Street kitchen" in text(omar.get("/account/trainings"))
    omar.post("/account/trainings/show", {"shown": "yes"})
    page = text(desk.get("/trainings"))
    assert "1 of 2 organizers can respond to an overdose: Omar." in page
    assert "1 keeps their trainings to themselves" in page
    table = desk.get("/trainings?format=csv").content.decode()
    assert "Omar" in table
    assert "Olga" not in table
    omar.post("/account/trainings/show", {"shown": "no"})
    assert "Omar" not in desk.get("/trainings?format=csv").content.decode()


def test_one_adds_ones_own_takes_it_out_as_a_file_and_away(people, desk):
    cam = people.at_desk("Cam")
    assert cam.post("/account/trainings", had("Door knocking")).status_code == 302
    assert cam.post("/account/trainings", had("Door knocking")).status_code == 422
    assert "Door knocking" in cam.get("/account/trainings?format=csv").content.decode()
    assert "1 training is written down." in text(cam.get("/account"))
    assert desk.post(f"/account/trainings/{Training.objects.get().pk}/remove").status_code == 404
    cam.post(f"/account/trainings/{Training.objects.get().pk}/remove")
    assert not Training.objects.exists()


def test_the_list_is_the_groups_own(desk):
    said = {"name_en": "Wound care", "name_es": "Cuidado de heridas", "months": 12, "gives": ""}
    desk.post("/trainings/courses", said)
    where = f"/trainings/courses/{course('Wound care')}"
    assert "Wound care" in text(desk.get(where))
    desk.post(where, said | {"name_en": "Wounds", "retired": "on"})
    assert "not taught any more" in text(desk.get("/trainings/courses"))
    assert "Wounds" not in text(desk.get("/account/trainings"))


def test_what_one_wrote_down_one_can_take_back(people, desk):
    desk.post("/trainings/sessions", had("One-on-ones") | {"people": [str(people["Omar"].id)]})
    [back] = re.findall(r"/trainings/sessions/[0-9a-f-]+/take-back", text(desk.get("/trainings/sessions")))
    assert people.at_desk("Omar").post(back).status_code == 404
    desk.post(back)
    assert not Training.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("Wanda", 200), ("Casey", 403), ("Cam", 403), ("Ada", 403)])
def test_who_keeps_trainings(people, who, status):
    assert people.at_desk(who).get("/trainings").status_code == status
