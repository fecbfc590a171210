"""Who may do what: the table answers, and whoever is not in it is refused; every line of it is here twice."""

from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse

from waymeet.accounts.access import may, signed_in
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import MAY, May, Role
from waymeet.kernel.errors import NotAllowed
from waymeet.kernel.policy import For, Policy, policy_of


def somebody(*roles: Role) -> Person:
    return Person(UUID(int=1), "somebody", "Somebody", frozenset(roles))


def asked_by(person: Person | None, path: str = "/there") -> HttpRequest:
    request = HttpRequest()
    request.path, request.person = path, person
    return request


def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """What stands behind the guard."""
    return HttpResponse(repr((args, kwargs)))


@pytest.mark.parametrize("permission", May)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_the_table_says_and_nothing_else(role: Role, permission: May):
    person, allowed = somebody(role), permission in MAY[role]
    assert can(person, permission) is allowed
    if allowed:
        check(person, permission)
    else:
        with pytest.raises(NotAllowed):
            check(person, permission)


@pytest.mark.parametrize("permission", May)
def test_nobody_and_somebody_without_a_role_may_nothing(permission: May):
    for person in (None, somebody()):
        assert can(person, permission) is False
        with pytest.raises(NotAllowed):
            check(person, permission)


@pytest.mark.parametrize("permission", May)
def test_two_roles_may_what_either_may(permission: May):
    person = somebody(Role.CANVASSER, Role.REVIEWER)
    assert can(person, permission) is (permission in MAY[Role.CANVASSER] | MAY[Role.REVIEWER])


def test_whoever_is_not_signed_in_is_led_to_the_sign_in_and_back():
    for guarded in (signed_in(page), may(May.SEE_TURF)(page)):
        for request in (asked_by(None), HttpRequest()):
            request.path = "/there"
            answer = guarded(request)
            assert (answer.status_code, answer["Location"]) == (302, "/sign-in?next=/there")


def test_whoever_is_signed_in_is_let_in_with_all_that_was_asked():
    answer = signed_in(page)(asked_by(somebody()), 1, two=2)
    assert answer.content == b"((1,), {'two': 2})"


def test_a_page_for_a_permission_opens_for_it_and_is_refused_without_it():
    guarded = may(May.SEE_TURF)(page)
    assert guarded(asked_by(somebody(Role.ORGANIZER)), 1, two=2).content == b"((1,), {'two': 2})"
    for person in (somebody(), somebody(Role.OUTREACH_WORKER)):
        with pytest.raises(NotAllowed):
            guarded(asked_by(person))


def test_one_of_several_permissions_is_enough_and_the_order_does_not_matter():
    for wanted in ((May.SEE_TURF, May.REVIEW_RELEASE), (May.REVIEW_RELEASE, May.SEE_TURF)):
        guarded = may(*wanted)(page)
        assert guarded(asked_by(somebody(Role.REVIEWER))).status_code == 200
        assert guarded(asked_by(somebody(Role.ORGANIZER))).status_code == 200
        with pytest.raises(NotAllowed):
            guarded(asked_by(somebody(Role.CANVASSER)))


def test_a_guard_says_whom_it_lets_in_and_keeps_the_name_of_the_page():
    for guarded in (signed_in(page), may(May.SEE_TURF)(page)):
        assert (guarded.__name__, guarded.__doc__) == (page.__name__, page.__doc__)
    assert policy_of(signed_in(page)) == Policy(For.SIGNED_IN)
    assert policy_of(may(May.SEE_TURF, May.CUT_TURF)(page)) == Policy(For.MAY, frozenset({May.SEE_TURF, May.CUT_TURF}))
    assert policy_of(page) is None
