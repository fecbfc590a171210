"""Signing in, one's own account, people and roles, as pages."""

import re

import pytest
from django.test import Client
from django.utils.html import escape

from waymeet.accounts import services
from waymeet.accounts.keys import ORGANIZING, sealing_key
from waymeet.accounts.models import Account
from waymeet.accounts.roles import WORDS, Role

pytestmark = pytest.mark.django_db(databases="__all__")

PASSPHRASE = re.compile(r'class="ticket__words" lang="en">([a-z ]+)<')


def text(answer) -> str:
    return answer.content.decode()


def test_signing_in_leads_to_where_one_wanted_to_go(people):
    desk = Client(SERVER_NAME="localhost")
    refused = desk.get("/people")
    assert refused["Location"] == "/sign-in?next=/people"
    answer = desk.post("/sign-in", {"name": "flora", "passphrase": people.words_of("Flora"), "next": "/roles"})
    assert answer["Location"] == "/roles"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/x", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(people, elsewhere):
    desk = Client(SERVER_NAME="localhost")
    answer = desk.post("/sign-in", {"name": "cam", "passphrase": people.words_of("Cam"), "next": elsewhere})
    assert answer["Location"] == "/"


def test_a_wrong_passphrase_says_one_sentence_and_keeps_the_name(people):
    people["Ada"]
    answer = Client(SERVER_NAME="localhost").post("/sign-in", {"name": "ada", "passphrase": "not my words"})
    assert answer.status_code == 422
    assert "do not fit together" in text(answer)
    assert 'value="ada"' in text(answer)
    assert "not my words" not in text(answer)


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_passphrase(people):
    people["Ada"]
    known = Client(SERVER_NAME="localhost").post("/sign-in", {"name": "ada", "passphrase": "not my words"})
    unknown = Client(SERVER_NAME="localhost").post("/sign-in", {"name": "adb", "passphrase": "not my words"})
    volatile = re.compile(r'X-CSRFToken": "\w+"|csrfmiddlewaretoken" value="\w+"')
    assert volatile.sub("", text(known)) == volatile.sub("", text(unknown)).replace("adb", "ada")


def test_the_language_is_switched_before_anybody_signs_in():
    desk = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    page = desk.get("/sign-in")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text(page)).group(1)
    answer = desk.post("/language", {"language": "es", "next": "/sign-in", "csrfmiddlewaretoken": token})
    assert answer["Location"] == "/sign-in"
    assert answer.cookies["waymeet_language"].value == "es"
    assert '<html lang="es">' in text(desk.get("/sign-in"))


def test_an_account_s_language_is_used_unless_another_was_chosen(people, settings):
    _account, words = services.invite(name="luz", shown_as="Luz", roles=set(), language="es", by=people["Ada"])
    desk = Client(SERVER_NAME="localhost")
    desk.post("/sign-in", {"name": "luz", "passphrase": words})
    assert '<html lang="es">' in text(desk.get("/account"))
    other = Client(SERVER_NAME="localhost")
    other.cookies["waymeet_language"] = "en"
    other.post("/sign-in", {"name": "luz", "passphrase": words})
    assert '<html lang="en">' in text(other.get("/account"))


def test_signing_out_ends_the_session_and_the_cookie_that_opens(at_desk):
    desk = at_desk("Olga")
    answer = desk.post("/sign-out")
    assert answer.cookies["waymeet_opens"].value == ""
    assert desk.get("/account").status_code == 302


def test_signing_out_is_never_a_link(at_desk):
    answer = at_desk("Olga").get("/sign-out")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Nothing was sent again." in text(answer)


def test_an_invitation_shows_the_passphrase_once_and_it_works(at_desk):
    desk = at_desk("Ada")
    answer = desk.post("/people/invite", {"shown_as": "Nia", "name": "nia", "language": "en", "roles": ["canvasser"]})
    words = PASSPHRASE.search(text(answer)).group(1)
    assert "no-store" in answer["Cache-Control"]
    account = Account.objects.get(name="nia")
    assert words not in text(desk.get(f"/people/{account.id}"))
    fresh = Client(SERVER_NAME="localhost")
    assert fresh.post("/sign-in", {"name": "nia", "passphrase": words}).status_code == 302


def test_a_taken_name_is_said_beside_the_field(at_desk):
    answer = at_desk("Ada").post("/people/invite", {"shown_as": "Ada two", "name": "ada", "language": "en"})
    assert answer.status_code == 422
    assert 'id="id_name_error"' in text(answer)
    assert 'aria-describedby="id_name_error id_name_helptext"' in text(answer)


def test_a_new_passphrase_ends_the_old_one(people, at_desk):
    answer = at_desk("Ada").post(f"/people/{people['Cam'].id}/passphrase")
    words = PASSPHRASE.search(text(answer)).group(1)
    fresh = Client(SERVER_NAME="localhost")
    assert fresh.post("/sign-in", {"name": "cam", "passphrase": people.words_of("Cam")}).status_code == 422
    assert fresh.post("/sign-in", {"name": "cam", "passphrase": words}).status_code == 302


def test_roles_are_changed_and_the_last_administrator_stays(people, at_desk):
    desk = at_desk("Ada")
    desk.post(f"/people/{people['Charlie'].id}", {"roles": ["canvasser", "reviewer"]})
    held = Account.objects.get(name="charlie").as_person().roles
    assert held == {Role.CANVASSER, Role.REVIEWER}
    refused = desk.post(f"/people/{people['Ada'].id}", {"roles": []})
    assert refused.status_code == 422
    assert "last administrator" in text(refused)


def test_a_new_team_member_waits_for_a_key_until_a_team_mate_shares_it(people, at_desk):
    people["Olga"]
    sealing_key(ORGANIZING)
    administrator = at_desk("Ada")
    answer = administrator.post(f"/people/{people['Charlie'].id}", {"roles": ["organizer"]}, follow=True)
    assert "still to be shared" in text(answer)
    assert "waits for a key" in text(administrator.get("/people"))
    organizer = at_desk("Olga")
    assert "Share team keys" in text(organizer.get("/account"))
    organizer.post("/account/share-keys")
    assert "Share team keys" not in text(organizer.get("/account"))
    assert "waits for a key" not in text(administrator.get("/people"))


def test_an_ended_account_signs_in_no_more(people, at_desk):
    canvasser = at_desk("Cam")
    at_desk("Ada").post(f"/people/{people['Cam'].id}/end")
    assert canvasser.get("/account").status_code == 302
    again = Client(SERVER_NAME="localhost").post("/sign-in", {"name": "cam", "passphrase": people.words_of("Cam")})
    assert again.status_code == 422


@pytest.mark.parametrize("who", ["Olga", "Flora", "Cam", "Wanda", "Rita", "Charlie"])
@pytest.mark.parametrize("address", ["/people", "/people/invite", "/people/{ada}"])
def test_only_administrators_see_people(people, at_desk, who, address):
    assert at_desk(who).get(address.format(ada=people["Ada"].id)).status_code == 403


@pytest.mark.parametrize("verb", ["passphrase", "end"])
def test_only_administrators_change_accounts(people, at_desk, verb):
    answer = at_desk("Olga").post(f"/people/{people['Cam'].id}/{verb}")
    assert answer.status_code == 403
    assert Account.objects.get(name="cam").ended_on is None


def test_the_matrix_page_holds_every_permission_and_role(at_desk):
    page = text(at_desk("Charlie").get("/roles"))
    for words in [*WORDS.values(), *(role.label for role in Role)]:
        assert escape(str(words)) in page
    table = at_desk("Charlie").get("/roles?format=csv").content.decode("utf-8-sig")
    assert table.count(",yes") + table.count(",no") == len(WORDS) * len(Role)
