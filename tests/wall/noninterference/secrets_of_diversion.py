"""Secrets of LEAD: decisions in the ledger, what somebody told, that they left, and what the group keeps inside."""

from typing import Any

from tests.wall.noninterference.secret_things import CASE_TEAM, READ_AUDIT, WORD, Secret
from tests.wall.noninterference.worlds import World
from waymeet.accounts.roles import Role

LEDGER = frozenset({Role.PROJECT_MANAGER, Role.COORDINATOR})


def _case(world: World) -> dict[str, Any]:
    return {"by": world.people["Casey"], "keyring": world.keyring("Casey"), "file_id": int(world.made["case"])}


class IncidentWritten(Secret):
    """That there was one more incident, and that LEAD was not offered."""

    who_may_know = LEDGER | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from waymeet.diversion.incidents import services
        from waymeet.kernel import clock

        said = {"day": clock.today(), "complainant": "none", "offer": "not_offered", "why_not": "officer"}
        said |= {"races_said": ["mena"], "races_seen": ["nhpi"], "charges": [("PL 155.25", 1230, None)]}
        services.write_down(said=said, by=world.people["June"])


class WhatSomebodyTold(Secret):
    """What somebody told at their first talk; that they were talked with is the same in both worlds."""

    who_may_know = CASE_TEAM

    def in_first_world(self, world: World) -> None:
        self._told(world, "shelter", "tired")

    def only_in_second_world(self, world: World) -> None:
        self._told(world, "couch", WORD)

    def _told(self, world: World, housing: str, words: str) -> None:
        from waymeet.diversion.casework import kinds, services

        said = {"housing": housing, "use": words, "legal": words}
        services.put_down(kind=kinds.INTAKE, said=said, **_case(world))


class SomebodyLeft(Secret):
    """That somebody left the programme, where in the other world they are only paused."""

    who_may_know = CASE_TEAM

    def in_first_world(self, world: World) -> None:
        self._state(world, "paused")

    def only_in_second_world(self, world: World) -> None:
        self._state(world, "closed")

    def _state(self, world: World, state: str) -> None:
        from waymeet.casefiles import services
        from waymeet.diversion.casework.room import ROOM

        services.set_state(room=ROOM, state=state, **_case(world))


class RequestKeptInside(Secret):
    """What an agency was asked for and the group does not show yet."""

    who_may_know = LEDGER | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        import datetime as dt

        from waymeet.diversion.agencies.models import Agency
        from waymeet.diversion.governance import services
        from waymeet.kernel import clock

        said = {"agency_id": Agency.objects.get(kind="police").pk, "what": "stops", "public": False}
        said |= {"first_month": "2026-03", "last_month": "2026-05", "asked_on": clock.today()}
        services.ask(said=said | {"due_on": clock.today() + dt.timedelta(days=9)}, by=world.people["Abel"])


class ListBroughtIn(Secret):
    """That a list of an agency came in, and what stood in it."""

    who_may_know = LEDGER | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from tests.diversion.feeds import made
        from waymeet.diversion.feeds import services
        from waymeet.diversion.feeds.models import Mapping

        data = made.as_csv(made.ROWS[:4])
        mapping = Mapping.objects.get()
        services.bring_in(mapping_id=mapping.pk, name="more.csv", data=data, by=world.people["June"])
