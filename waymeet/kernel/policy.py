"""Who an address is for. Every view says it; an address that says nothing is refused to everybody."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.urls import URLPattern, get_resolver

View = TypeVar("View", bound=Callable[..., Any])


class For(StrEnum):
    """The kinds of people an address can be for."""

    ANYBODY = "anybody"
    BETWEEN_STEPS = "whoever stands between the two steps of signing in"
    SIGNED_IN = "whoever is signed in"
    MAY = "whoever may"
    PHONE = "a phone"


@dataclass(frozen=True)
class Policy:
    """`permissions`: any one of them opens it. `why`: for anybody and phones, what stands in a sign-in's place."""

    kind: For
    permissions: frozenset[str] = frozenset()
    why: str = ""


@dataclass(frozen=True)
class Address:
    """A line of the URL configuration, as in `care/nights/open`; `policy` is None where nobody said who it is for."""

    route: str
    name: str
    policy: Policy | None


def declared(view: View, policy: Policy) -> View:
    """Decorators that keep a function's own dictionary (`functools.wraps`) hand the policy on."""
    vars(view)["policy"] = policy
    return view


def anybody(why: str) -> Callable[[View], View]:
    """Open to everybody, for the reason given."""
    return lambda view: declared(view, Policy(For.ANYBODY, why=why))


def between_steps(view: View) -> View:
    """For whoever has shown a passphrase and not yet the second step; everybody else is led to the sign-in."""
    return declared(view, Policy(For.BETWEEN_STEPS))


def phone(why: str) -> Callable[[View], View]:
    """For a phone, which shows what `why` names."""
    return lambda view: declared(view, Policy(For.PHONE, why=why))


def said_by(patterns: Iterable[Any], functions: Mapping[str, Any], *, open_to_all: Mapping[str, str]) -> None:
    """For addresses a library makes out of our functions: each takes over what the function of its name said.

    `open_to_all`: pages the library adds itself and anybody may read, with the reason.
    """
    for pattern in patterns:
        name = pattern.name or ""
        if name in open_to_all:
            declared(pattern.callback, Policy(For.ANYBODY, why=open_to_all[name]))
        elif (said := policy_of(functions.get(name))) is not None:
            declared(pattern.callback, said)


def policy_of(view: Any) -> Policy | None:
    """None for a view that did not say who it is for."""
    found = getattr(view, "policy", None)
    return found if isinstance(found, Policy) else None


def addresses() -> list[Address]:
    """Every address of this server, in the order of the URL configuration."""
    return list(_below(get_resolver().url_patterns))


def _below(patterns: Iterable[Any], route: str = "", name: str = "") -> Iterator[Address]:
    for one in patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Address(here, f"{name}{one.name or ''}", policy_of(one.callback))
        else:
            yield from _below(one.url_patterns, here, f"{name}{one.namespace}:" if one.namespace else name)
