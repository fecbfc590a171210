"""Every address says who it is for, also one that a library makes out of our functions."""

import pytest
from django.urls import include, path

from waymeet.kernel import policy
from waymeet.kernel.policy import Address, For, Policy


def view(_request):
    """Answers nothing; only what is said of it counts."""


@pytest.fixture(autouse=True)
def nothing_said():
    vars(view).clear()


def test_a_view_that_says_nothing_has_no_policy():
    assert policy.policy_of(view) is None
    assert policy.policy_of(None) is None


@pytest.mark.parametrize("said", ["anybody", 1, {"kind": For.ANYBODY}])
def test_only_a_policy_is_one(said):
    vars(view)["policy"] = said
    assert policy.policy_of(view) is None


@pytest.mark.parametrize(
    ("declare", "kind", "why"),
    [
        (policy.anybody("a public page"), For.ANYBODY, "a public page"),
        (policy.phone("a signature"), For.PHONE, "a signature"),
        (policy.between_steps, For.BETWEEN_STEPS, ""),
    ],
)
def test_a_view_says_who_it_is_for_and_stays_itself(declare, kind, why):
    assert declare(view) is view
    assert policy.policy_of(view) == Policy(kind, frozenset(), why)


def fresh():
    return lambda _request: None


def test_addresses_a_library_made_take_over_what_their_function_said():
    mine, theirs, unsaid, unnamed = fresh(), fresh(), fresh(), fresh()
    made = [
        path("hand-in", mine, name="hand_in"),
        path("schema", theirs, name="schema"),
        path("else", unsaid, name="else"),
        path("", unnamed),
    ]
    functions = {"hand_in": policy.phone("a signature")(fresh()), "else": fresh()}
    policy.said_by(made, functions, open_to_all={"schema": "it describes only"})
    assert policy.policy_of(mine) == Policy(For.PHONE, why="a signature")
    assert policy.policy_of(theirs) == Policy(For.ANYBODY, why="it describes only")
    assert policy.policy_of(unsaid) is None
    assert policy.policy_of(unnamed) is None


def test_one_that_says_nothing_keeps_none_of_its_followers_from_saying_it():
    first, second = fresh(), fresh()
    functions = {"second": policy.anybody("a public page")(fresh())}
    policy.said_by(
        [path("first", first, name="first"), path("second", second, name="second")], functions, open_to_all={}
    )
    assert policy.policy_of(first) is None
    assert policy.policy_of(second) == Policy(For.ANYBODY, why="a public page")


def test_a_page_open_to_all_is_so_whatever_a_function_of_its_name_says():
    page = fresh()
    functions = {"docs": policy.phone("a signature")(fresh())}
    policy.said_by([path("docs", page, name="docs")], functions, open_to_all={"docs": "it describes only"})
    assert policy.policy_of(page) == Policy(For.ANYBODY, why="it describes only")


class Urls:
    """A URL configuration: a page, an unnamed one, a room with a name, one without, and a room in a room."""

    page, unnamed, inner, bare, deepest = fresh(), fresh(), policy.between_steps(fresh()), fresh(), fresh()
    deep = ([path("far", deepest, name="far")], "deep")
    room = ([path("<int:number>", inner, name="one"), path("deep/", include(deep))], "room")
    urlpatterns = [
        path("", page, name="first"),
        path("unnamed", unnamed),
        path("room/", include(room)),
        path("bare/", include([path("x", bare, name="x")])),
    ]


def test_every_address_is_found_with_the_way_to_it(settings):
    settings.ROOT_URLCONF = Urls
    assert policy.addresses() == [
        Address("", "first", None),
        Address("unnamed", "", None),
        Address("room/<int:number>", "room:one", Policy(For.BETWEEN_STEPS)),
        Address("room/deep/far", "room:deep:far", None),
        Address("bare/x", "x", None),
    ]
