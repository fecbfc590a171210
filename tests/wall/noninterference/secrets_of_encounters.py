"""What somebody may not know of people met without a name, of their cards, and of peers."""

from typing import ClassVar

from tests.wall.noninterference.secret_things import OUTREACH, READ_AUDIT, WORD, Secret
from tests.wall.noninterference.worlds import World
from waymeet.accounts.roles import Role


class CardUsed(Secret):
    """Somebody's card was begun at the desk, with a phrase to be found again by."""

    who_may_know = OUTREACH | READ_AUDIT
    needs: ClassVar[str] = "waymeet.care.codes"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.codes import services

        by = services.By(world.people["Wanda"], world.keyring("Wanda"))
        holder = services.begin(code="BCD2344", by=by)
        services.set_phrase(holder_id=holder, phrase=WORD, by=by)


class PaperPutDown(Secret):
    """A night's paper tally was put down, with a barrier in it."""

    who_may_know = OUTREACH | READ_AUDIT
    needs: ClassVar[str] = "waymeet.care.naloxone.paper"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.naloxone import paper
        from waymeet.care.naloxone.models import Night

        night = Night.objects.latest("day")
        tally = paper.Tally(area=2, people=90, items={1: 60}, barriers={4: 30})
        paper.put_down(program_id=night.program_id, day=night.day, tally=tally, by=world.people["Wanda"])


class StipendOwed(Secret):
    """A peer is owed a stipend."""

    who_may_know = READ_AUDIT | {Role.PEER}
    needs: ClassVar[str] = "waymeet.care.peers"

    def only_in_second_world(self, world: World) -> None:
        import datetime as dt

        from waymeet.care.peers import services

        said = {"day": dt.date(2026, 11, 20), "what": "night", "cents": 6000}
        services.put_down(peer=world.people["Pia"].id, by=world.people["Dora"], **said)


class DebriefSaid(Secret):
    """A peer said how a night was, and would like a call."""

    who_may_know = OUTREACH | READ_AUDIT
    needs: ClassVar[str] = "waymeet.care.peers"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.peers import services

        services.debrief(words=WORD, call=True, by=world.people["Pia"])
