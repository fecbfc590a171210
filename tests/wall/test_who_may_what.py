"""Nothing is open by being forgotten: addresses say who they are for, and service verbs ask before they do anything."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any, get_args, get_type_hints
from unittest.mock import MagicMock
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

import waymeet
from waymeet.accounts.people import Person
from waymeet.accounts.roles import WORDS, May, Role
from waymeet.config.default_deny import DefaultDenyMiddleware
from waymeet.config.urls import urlpatterns as ours
from waymeet.kernel.errors import NotAllowed
from waymeet.kernel.policy import For, Policy, addresses, anybody, policy_of

STRANGER = Person(UUID(int=7), "stranger", "Stranger", frozenset())

# Verbs that ask nothing of roles.py, and why they may.
ASK_NOTHING = {
    "waymeet.accounts.services.share_team_keys": "wraps only what the person's own keyring opens, for their own teams",
    "waymeet.accounts.ceremony.hold_in_hand": "seals what this person typed under their own key, for their next page",
    "waymeet.accounts.ceremony.in_hand": "opens only what their own key sealed",
    "waymeet.accounts.ceremony.put_away": "finds only notices to this person",
    "waymeet.accounts.services.end_session": "finds only this person's own sign-ins",
    "waymeet.accounts.trainings.queries.own": "finds only this person's own trainings",
    "waymeet.accounts.trainings.services.add_own": "writes down only this person's own training",
    "waymeet.accounts.trainings.services.remove_own": "finds only this person's own trainings",
    "waymeet.accounts.trainings.services.show": "says only whether this person's own trainings are shown",
}
# Verbs that ask only where the thing is not the person's own; tested with their room.
OWN_THINGS = {"waymeet.accounts.services.revoke_device"}


def no_policy(_request: object) -> HttpResponse:
    return HttpResponse("a secret")


urlpatterns = [
    path("forgotten", no_policy),
    path("field/care/forgotten", no_policy),
    path("said", anybody("a test")(lambda _request: HttpResponse())),
    *ours,
]


def test_every_address_says_who_it_is_for():
    assert [address.route for address in addresses() if address.policy is None] == []


def test_whoever_is_let_in_without_a_sign_in_is_let_in_for_a_reason():
    for address in addresses():
        assert address.policy is not None
        if address.policy.kind in (For.ANYBODY, For.PHONE):
            assert len(address.policy.why.split()) > 3, address.route
        assert bool(address.policy.permissions) == (address.policy.kind is For.MAY), address.route


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("forgotten", ["/forgotten", "/field/care/forgotten"])
def test_an_address_that_says_nothing_is_refused_to_everybody(forgotten: str):
    desk = Client(SERVER_NAME="localhost")
    answer = desk.get(forgotten)
    assert answer.status_code == 403
    assert b"a secret" not in answer.content
    assert desk.get("/said").status_code == 200


def test_the_refusal_stands_before_the_view_is_run():
    def run(_request: object) -> HttpResponse:
        raise AssertionError

    refused = DefaultDenyMiddleware(run).process_view(RequestFactory().get("/"), run, (), {})
    assert refused is not None
    assert refused.status_code == 403


def test_a_decorator_that_says_something_else_is_no_policy():
    def view() -> None:
        """A view with an attribute of that name, and of another kind."""

    view.policy = "open to all"  # type: ignore[attr-defined]
    assert policy_of(view) is None
    assert policy_of(None) is None
    assert policy_of(anybody("it is a test")(lambda: None)) == Policy(For.ANYBODY, why="it is a test")


def test_every_permission_has_words_and_someone_who_holds_it():
    from waymeet.accounts.roles import MAY

    assert set(WORDS) == set(May)
    assert set(MAY) == set(Role)
    assert set(May) == frozenset().union(*MAY.values())


def verbs() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of ours that takes `by=`, a person: wherever it lies."""
    for module in pkgutil.walk_packages(waymeet.__path__, "waymeet."):
        if ".migrations" in module.name or ".commands" in module.name or module.name == "waymeet.cli":
            continue
        for name, found in vars(importlib.import_module(module.name)).items():
            if inspect.isfunction(found) and found.__module__ == module.name and not name.startswith("_"):
                given = inspect.signature(found).parameters.get("by")
                if given is not None and given.kind is inspect.Parameter.KEYWORD_ONLY and _takes_a_person(found):
                    yield f"{module.name}.{name}", found


def _takes_a_person(verb: Callable[..., Any]) -> bool:
    hint = get_type_hints(verb).get("by")
    return Person in (hint, *get_args(hint))


VERBS = dict(verbs())


def test_there_are_verbs_and_the_exceptions_are_among_them():
    assert len(VERBS) > 30
    assert set(ASK_NOTHING) | OWN_THINGS <= set(VERBS)


@pytest.mark.parametrize("name", [name for name in VERBS if name not in ASK_NOTHING and name not in OWN_THINGS])
def test_every_verb_asks_before_it_does_anything(name: str):
    """Called by somebody without a role it refuses, and it has looked nothing up: this test has no database."""
    verb = VERBS[name]
    given = {
        name: MagicMock(name=name)
        for name, wanted in inspect.signature(verb).parameters.items()
        if wanted.default is inspect.Parameter.empty and name != "by"
    }
    with pytest.raises(NotAllowed):
        verb(**given, by=STRANGER)
