"""An invented coalition, and a demand it brings to an invented common council. No real official is named."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from waymeet.demo.people import Invited
from waymeet.kernel import clock
from waymeet.organizing.coalitions import demands, officials, services
from waymeet.organizing.coalitions.models import Target
from waymeet.organizing.contacts.models import Contact, Group
from waymeet.reports.release import published

WARD = "Common Council (invented)"
# name, where they stand, how we know, evidence, how much they decide
COUNCIL = (
    ("Odessa Whitcomb", 1, "public", "Spoke for it on the steps of City Hall; Rosa was there.", 5),
    ("Hal Brandvold", 2, "heard", "Told Rosa and Luz he will vote yes, at his ward meeting.", 3),
    ("Imani Castellanos", 2, "heard", "Said yes on the phone to Luz.", 3),
    ("Gus Petrakis", 3, "staff", "His aide says he listens to both sides.", 4),
    ("Renata Oyelaran", 3, "guess", "", 2),
    ("Walter Dunleavy", 4, "heard", "Said it costs too much.", 4),
    ("Corinne Haas", 5, "public", "Wrote against it in the paper.", 3),
    ("Tam Nguyen-Boyle", None, "", "", 2),
)
# name, kind, tier, what was promised, how many, days from now, how many came
MEMBERS = (
    ("Mount Carmel of the Third Avenue (invented)", "", "steering", "people at the hearing", 25, -12, 31),
    ("Clinton Avenue block club (invented)", "", "member", "people at the hearing", 20, -12, 12),
    ("Hudson Harm Reduction (invented)", "service", "member", "a name under the letter", 1, -30, 1),
    ("Carpenters' local (invented)", "union", "endorser", "two hours of a printing press", 1, 9, None),
)


def begin(people: Mapping[str, Invited]) -> None:
    """Four organizations, eight who vote, and a demand that answers a released number."""
    rosa, luz = people["rosa"], people["luz"]
    by: dict[str, Any] = {"by": rosa.person}
    coalition = services.begin(name="Everybody gets home (invented)", wants="Nobody dies where help could come.", **by)
    for line in MEMBERS:
        _member(coalition, line, by)
    what = "Naloxone boxes on every bus and in every library"
    said = {"what": what, "campaign": "Everybody gets home", "needed": 5, "coalition": coalition,
            "barrier": "At the doors people said that kits are too far away at night."}  # fmt: skip
    demand = demands.begin(said=said, **by)
    for seat in COUNCIL:
        _votes(demand, seat, rosa, luz)
    for release in published.read_index(settings.RELEASED_DIR)[:1]:
        demands.link(demand=demand, figure=str(release.id), **by)


def _member(coalition: Any, line: tuple[Any, ...], by: dict[str, Any]) -> None:
    name, kind, tier, what, promised, days, came = line
    known = Group.objects.filter(name=name).first()
    today = clock.today()
    chosen = {"group": known.pk} if known else {"new": name, "kind": kind}
    said = chosen | {"tier": tier, "mou_on": today - dt.timedelta(days=60) if tier in ("steering", "member") else None}
    standing = services.join(coalition=coalition, said=said, **by)
    speaks = Contact.objects.filter(memberships__group=known).first() if known else None
    authority = "promises" if speaks else "asks"
    told = {
        "contact": speaks.pk if speaks else None,
        "called": "" if speaks else "the director",
        "authority": authority,
    }
    services.delegate(standing=standing, said=told, **by)
    kinds = {"people at the hearing": "turnout", "a name under the letter": "sign_on"}
    pledge = {
        "kind": kinds.get(what, "resource"),
        "what": what,
        "promised": promised,
        "due": today + dt.timedelta(days=days),
    }
    made = services.pledge(standing=standing, said=pledge, **by)
    if came is not None:
        services.settle(pledge_id=made, delivered=came, **by)


def _votes(demand: Any, line: tuple[Any, ...], rosa: Invited, luz: Invited) -> None:
    name, value, source, words, power = line
    by: dict[str, Any] = {"by": rosa.person}
    official = officials.add(said={"name": name, "office": WARD, "email": "", "voice": "518-555-0199"}, **by)
    demands.aim(demand=demand, officials=[official], role="decides", power=power, **by)
    target = Target.objects.get(demand=demand, official=official).pk
    days = {"day": clock.today() - dt.timedelta(days=power * 4)}
    if value:
        one = demands.position(target=target, said={"value": value, "source": source, "words": words} | days, **by)
        if value == 2:
            demands.verify(position_id=one, by=luz.person)
    if source == "staff":
        soon = clock.today() + dt.timedelta(days=4)
        ask = {"role": "decides", "power": power, "next_ask": "Come and see the box at the library", "next_on": soon}
        demands.weigh(target=target, said=ask, **by)
        said = {"how": "meeting", "kind": "direct", "minutes": 50, "cost": None, "words": words, "demand": demand}
        officials.talk(official=official, said=said | days, **by)
        officials.reach(official=official, who=f"organizer:{luz.person.id}", how="lives", **by)
