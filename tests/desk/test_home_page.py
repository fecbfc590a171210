"""The first page tells each person what needs them, and nobody what is not theirs."""

import re

import pytest
from django.test import Client

from tests.desk import care_made, work_made

pytestmark = pytest.mark.django_db(databases="__all__")


def words(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.fixture
def everything(people, tmp_path):
    """A turf out, an introduction, a record put aside, and a kit night whose pool waits."""
    made = work_made.walk(people, tmp_path)
    made.knock(0, "answered")
    made.introduce(0, name="Marisol")
    made.phone.record("dance", {}, made.turf.id)
    made.hand_in()
    night = care_made.evening(people)
    care_made.handed_in(night.night, {1: 12})


@pytest.mark.parametrize(
    ("who", "told", "not_told"),
    [
        ("Olga", ["1 Turf out", "1 Introductions waiting", "1 Put aside"], ["kit", "Kit", "12"]),
        ("Flora", ["1 Turf out"], ["Introductions", "Put aside", "Kit night"]),
        ("Cam", ["Going out?"], ["Turf out", "Introductions", "Put aside", "Kit night"]),
        ("Wanda", ["1 Kit nights to open", "A kit night is open"], ["Turf out", "Introductions", "Put aside", "12"]),
        ("Rita", ["Nothing waits for you"], ["Turf", "Introductions", "Kit"]),
        ("Charlie", ["no role yet"], ["Turf", "Introductions", "Kit", "Put aside", "Going out"]),
    ],
)
def test_everybody_is_told_what_is_theirs_and_nothing_else(people, everything, who, told, not_told):
    said = words(people.at_desk(who).get("/"))
    assert [sentence for sentence in told if sentence not in said] == []
    assert [word for word in not_told if word in said] == []


@pytest.mark.parametrize(
    ("who", "rooms"),
    [
        ("Ada", ["Town", "Directory", "Numbers", "Legal demands", "Who did what", "People"]),
        (
            "Olga",
            [
                *["Turf", "Town", "Results", "Put aside"],
                *["Introductions", "Contacts", "My week", "Lists", "Messages", "Bring in people", "Same person twice?"],
                *["Events", "Leaders", "Structure tests", "Coalition and demands", "How we are doing"],
                *["Numbers", "Trainings"],
            ],
        ),
        ("Flora", ["Turf", "Town", "Results", "Contacts", "Lists", "Events", "How we are doing"]),
        ("Cam", []),
        (
            "Wanda",
            [
                *[
                    "Kit nights",
                    "Hand-outs",
                    "Reversals",
                    "Alerts",
                    "Referrals",
                    "Teaching",
                    "Codes",
                    "Participants",
                    "Handed on",
                    "Supplies",
                ],
                *["Directory", "Questions", "Funders", "Kits needed", "Numbers", "Trainings"],
            ],
        ),
        ("Clio", ["Look reports over", "Alerts"]),
        ("Pia", ["After a night", "Handed on"]),
        ("Vera", ["Questions"]),
        ("Rita", ["Numbers"]),
        ("Charlie", []),
        ("Otto", ["Offer LEAD", "My referrals"]),
        (
            "June",
            [
                "Ledger",
                "What it adds up to",
                "Rules",
                "From agencies",
                "Meetings and votes",
                "Asked of agencies",
                "Numbers",
            ],
        ),
        ("Abel", ["What it adds up to", "Rules", "Meetings and votes", "Asked of agencies", "Numbers"]),
    ],
)
def test_the_rooms_at_the_top_are_those_one_may_enter(people, who, rooms):
    page = people.at_desk(who).get("/").content.decode()
    top = page.partition("<header")[2].partition("</header>")[0]
    shown = re.findall(r'<li><a href="([^"]+)"[^>]*>([^<]+)</a></li>', top)
    assert [word for _address, word in shown if word != "Numbers"] == [word for word in rooms if word != "Numbers"]
    desk = people.at_desk(who)
    assert [desk.get(address).status_code for address, _word in shown] == [200] * len(shown)


def test_whoever_is_not_signed_in_is_sent_to_sign_in():
    assert Client(SERVER_NAME="localhost").get("/")["Location"] == "/sign-in?next=/"


@pytest.mark.parametrize("address", ["/", "/account", "/roles", "/people", "/organizing/turf", "/care/nights"])
def test_no_page_is_kept_by_a_shared_machine_after_signing_out(people, address):
    desk = people.at_desk("Ada")
    desk.post("/sign-out")
    assert desk.get(address).status_code == 302


def test_a_room_that_two_permissions_open_stands_once(people):
    from waymeet.accounts import services
    from waymeet.accounts.people import OPERATOR
    from waymeet.accounts.roles import Role

    services.change_roles(account_id=people["Vera"].id, roles={Role.ADVISOR, Role.DIRECTOR}, by=OPERATOR)
    top = people.at_desk("Vera").get("/care/questions").content.decode().partition("</header>")[0]
    assert top.count('href="/care/questions"') == 1
