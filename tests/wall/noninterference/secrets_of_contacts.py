"""Secrets about people who chose to be known: that somebody is, what was written, and what is guarded."""

import datetime as dt

from tests.wall.noninterference.secret_things import ORGANIZERS, READ_AUDIT, WORD, Secret
from tests.wall.noninterference.worlds import World
from waymeet.accounts.roles import Role

SEE_CONTACTS = ORGANIZERS | {Role.FIELD_LEAD}
DAY = dt.date(2026, 11, 20)


class AnotherContact(Secret):
    """That the organizers know one more person, and who it is."""

    who_may_know = SEE_CONTACTS | READ_AUDIT
    needs = "waymeet.organizing.contacts.people"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.organizing.contacts import people

        people.add(said={"name": WORD, "phones": "518 555 0166"}, by=world.people["Olga"])


class WordsAboutAContact(Secret):
    """What was written about somebody: the same entry in both worlds, sealed around other words."""

    who_may_know = ORGANIZERS
    needs = "waymeet.organizing.contacts.people"

    def in_first_world(self, world: World) -> None:
        self._write(world, "wants the crosswalk")

    def only_in_second_world(self, world: World) -> None:
        self._write(world, f"{WORD} was arrested")

    @staticmethod
    def _write(world: World, words: str) -> None:
        from uuid import UUID

        from waymeet.organizing.contacts import people

        contact = UUID(world.made["contact"])
        people.happened(contact_id=contact, kind="met", said=words, day=DAY, by=world.people["Olga"])


class InAGuardedGroup(Secret):
    """That somebody belongs to a guarded group."""

    who_may_know = ORGANIZERS | READ_AUDIT
    needs = "waymeet.organizing.contacts.guarded"

    def only_in_second_world(self, world: World) -> None:
        from uuid import UUID

        from waymeet.organizing.contacts import guarded

        by = {"by": world.people["Olga"], "keyring": world.keyring("Olga")}
        contact, group = UUID(world.made["contact"]), int(world.made["guarded"])
        guarded.join(guarded_id=group, contact=contact, role=WORD, **by)


class AnotherGuardedGroup(Secret):
    """That there is one more guarded group, and what it is called."""

    who_may_know = ORGANIZERS | READ_AUDIT
    needs = "waymeet.organizing.contacts.guarded"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.organizing.contacts import guarded

        guarded.make(kind="group", name=WORD, by=world.people["Olga"])


class AClassedList(Secret):
    """That there is a list that asks for a guarded group, what it is called and who is on it."""

    who_may_know = ORGANIZERS | READ_AUDIT
    needs = "waymeet.organizing.lists.services"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.organizing.lists import services
        from waymeet.organizing.lists.rules import Asked, Condition

        asked = Asked(all=(Condition("guarded", (("group", int(world.made["guarded"])),)),))
        made = services.make(name=WORD, asked=asked, share="organizers", by=world.people["Olga"])
        by = {"by": world.people["Olga"], "keyring": world.keyring("Olga")}
        services.freeze(list_id=made, name=WORD, **by)


class AnotherOneOnOne(Secret):
    """That an organizer met somebody. Whoever sees how organizing goes sees one more in its week."""

    who_may_know = SEE_CONTACTS | READ_AUDIT
    needs = "waymeet.organizing.one_on_ones"

    def only_in_second_world(self, world: World) -> None:
        self._meet(world, "Rosa", WORD)

    @staticmethod
    def _meet(world: World, whom: str, words: str) -> None:
        from waymeet.organizing.contacts.models import Contact
        from waymeet.organizing.one_on_ones import services

        by, contact = {"by": world.people["Olga"]}, Contact.objects.filter(name__startswith=whom).order_by("name")[0]
        one = services.plan(contact_id=contact.pk, kind="escalation", day=DAY, said={"why": words}, **by)
        said = {"held_on": DAY, "answer": "yes", "cares": words, "promise": words, "due": DAY}
        services.write_up(one_on_one=one, said=said, **by)


class WhomAnOrganizerMet(AnotherOneOnOne):
    """With whom it was, what was said and what was promised: as many were held in both worlds."""

    who_may_know = ORGANIZERS

    def in_first_world(self, world: World) -> None:
        self._meet(world, "Ana", "rent")

    def only_in_second_world(self, world: World) -> None:
        self._meet(world, "Rosa", WORD)


class WhoCameToAnEvent(Secret):
    """That somebody we know came to an event, and one more was counted."""

    who_may_know = SEE_CONTACTS | READ_AUDIT
    needs = "waymeet.organizing.events"

    def only_in_second_world(self, world: World) -> None:
        from uuid import UUID, uuid4

        from waymeet.organizing.events import services

        by, event = {"by": world.people["Olga"]}, UUID(world.made["event"])
        contact = UUID(world.made["contact"])
        services.sign_in(event_id=event, record=uuid4(), contact_id=contact, way="desk", **by)
        services.count_in(event_id=event, record=uuid4(), count=1, **by)


class WordsOfACircle(Secret):
    """Which name a circle that chose names wrote down: the same row in both worlds, sealed around another name."""

    who_may_know = ORGANIZERS
    needs = "waymeet.organizing.events"

    def in_first_world(self, world: World) -> None:
        self._write(world, "Ana")

    def only_in_second_world(self, world: World) -> None:
        self._write(world, WORD)

    @staticmethod
    def _write(world: World, name: str) -> None:
        from uuid import UUID

        from waymeet.organizing.events import services
        from waymeet.organizing.events.services.signing_in import Typed

        event, record = UUID(world.made["named_circle"]), UUID(int=518)
        typed = Typed(name)
        services.sign_in(event_id=event, record=record, typed=typed, way="paper", by=world.people["Olga"])
