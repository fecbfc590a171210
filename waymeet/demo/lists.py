"""Invented lists: one to call tonight that field leads see too, and one that asks for a guarded group."""

from collections.abc import Mapping

from waymeet.demo.people import Invited
from waymeet.organizing.contacts import guarded
from waymeet.organizing.lists import services
from waymeet.organizing.lists.rules import Asked, Condition


def make(people: Mapping[str, Invited]) -> None:
    """As Rosa would build them."""
    rosa = people["rosa"]
    spanish, phone = Condition("language", (("language", "es"),)), Condition("may_be", (("channel", "call"),))
    tonight = Asked(all=(spanish, phone))
    services.make(name="Spanish, to call", asked=tonight, share="field_leads", by=rosa.person)
    for one in guarded.every(by=rosa.person, keyring=rosa.keyring):
        home = Asked(all=(Condition("guarded", (("group", one.id),)),))
        services.make(name="Speak at hearings", asked=home, share="organizers", by=rosa.person)
