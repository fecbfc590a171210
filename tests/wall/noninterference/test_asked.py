"""Every line of the URL configuration is asked: the stand-ins of its parts lead to it, not to a neighbor or nowhere."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.wall.noninterference.asking import Ids, paths
from waymeet.kernel.policy import addresses

NO_IDS = Ids({}, {}, {})


def route_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return ""


def test_every_address_is_asked():
    brief, whole = (
        {route_of(path) for address in addresses() for path in paths(address.route, NO_IDS, brief=brief)}
        for brief in (True, False)
    )
    known = {address.route for address in addresses()}
    assert len(known) > 300
    assert known - whole == set()
    assert known - brief == set()
