"""Secrets of the rooms that keep files about a person, of hand-offs between them, and of legal demands."""

from typing import Any, ClassVar

from tests.wall.noninterference.secret_things import (
    CASE_TEAM,
    ORGANIZERS,
    OUTREACH,
    READ_AUDIT,
    WORD,
    Secret,
)
from tests.wall.noninterference.worlds import World
from waymeet.accounts.roles import Role


def _file(world: World, who: str, **said: str) -> int:
    """A new file in the room this person keeps files in."""
    from waymeet.casefiles import services

    return services.open_file(room=_room(who), said=said, by=world.people[who], keyring=world.keyring(who))


def _room(who: str) -> Any:
    from waymeet.care.participants.room import ROOM as PARTICIPANTS
    from waymeet.diversion.casework.room import ROOM as CASEWORK

    return PARTICIPANTS if who == "Wanda" else CASEWORK


def _note(world: World, who: str, place: str, words: str) -> None:
    from waymeet.casefiles import services

    services.add_note(
        room=_room(who), file_id=int(world.made[place]), words=words, by=world.people[who], keyring=world.keyring(who)
    )


class ParticipantFile(Secret):
    """That outreach keeps one more file, and of whom."""

    who_may_know = OUTREACH | READ_AUDIT
    needs = "waymeet.care.participants"

    def only_in_second_world(self, world: World) -> None:
        _file(world, "Wanda", called=WORD, contact="518-555-0150")


class ContactIsParticipant(Secret):
    """That somebody whom organizers know, by the same name and number, is a participant (R31)."""

    who_may_know = OUTREACH | READ_AUDIT
    needs = "waymeet.care.participants"

    def only_in_second_world(self, world: World) -> None:
        _file(world, "Wanda", called="Marisol", contact="518-555-0142", language="es")


class CaseFile(Secret):
    """That the LEAD case team keeps one more file, and of whom."""

    who_may_know = CASE_TEAM | READ_AUDIT
    needs = "waymeet.diversion.casework"

    def only_in_second_world(self, world: World) -> None:
        _file(world, "Casey", called="Marisol", contact="518-555-0142")


class NoteInFile(Secret):
    """What a note in a participant's file says."""

    who_may_know = OUTREACH
    needs = "waymeet.care.participants"

    def in_first_world(self, world: World) -> None:
        _note(world, "Wanda", "file", "met at the library")

    def only_in_second_world(self, world: World) -> None:
        _note(world, "Wanda", "file", f"{WORD} uses again")


class NoteInCase(Secret):
    """What a note in a case says."""

    who_may_know = CASE_TEAM
    needs = "waymeet.diversion.casework"

    def in_first_world(self, world: World) -> None:
        _note(world, "Casey", "case", "met at court")

    def only_in_second_world(self, world: World) -> None:
        _note(world, "Casey", "case", f"{WORD} missed the hearing")


class FileForgotten(Secret):
    """That a file was erased at the participant's word."""

    who_may_know = OUTREACH | READ_AUDIT
    needs = "waymeet.care.participants"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.casefiles import services

        gone = _file(world, "Wanda", called=WORD)
        services.forget(room=_room("Wanda"), file_id=gone, by=world.people["Wanda"], keyring=world.keyring("Wanda"))


class OfferedToOrganizing(Secret):
    """That outreach offered somebody a hand-off to the organizers, and that nobody agreed to it yet."""

    who_may_know = OUTREACH | READ_AUDIT
    needs = "waymeet.consent.handles"

    def only_in_second_world(self, world: World) -> None:
        from tests.consent import made

        made.offered(made.scope("organizing"))


class DeclinedToOrganizing(Secret):
    """That somebody said no to being handed to the organizers."""

    who_may_know = OUTREACH | READ_AUDIT
    needs = "waymeet.consent.handles"

    def only_in_second_world(self, world: World) -> None:
        from tests.consent import made
        from waymeet.consent import gate

        gate.decline(secret=made.offered(made.scope("organizing")).secret)


class GrantedElsewhere(Secret):
    """That somebody agreed to be handed from outreach to the case team, and what they agreed to be told."""

    who_may_know = OUTREACH | CASE_TEAM | READ_AUDIT
    needs = "waymeet.consent.handles"

    def in_first_world(self, world: World) -> None:
        """In both worlds organizers have something new to look for at the gate: only then is it asked at all."""
        from tests.consent import made

        made.granted(world.people)

    def only_in_second_world(self, world: World) -> None:
        from tests.consent import made

        self.in_first_world(world)
        made.granted(world.people, made.scope("diversion"), name=WORD, contact_point="518-555-0188")


class WithdrawnElsewhere(Secret):
    """That somebody took such a consent back."""

    who_may_know = OUTREACH | CASE_TEAM | READ_AUDIT
    needs = "waymeet.consent.handles"

    def only_in_second_world(self, world: World) -> None:
        from tests.consent import made
        from waymeet.consent import gate

        gate.withdraw(secret=made.granted(world.people, made.scope("diversion"), name=WORD).secret)


class GrantedOutside(Secret):
    """That somebody agreed to be named to a housing program outside."""

    who_may_know = OUTREACH | READ_AUDIT
    needs = "waymeet.consent.handles"

    def only_in_second_world(self, world: World) -> None:
        from tests.consent import made
        from waymeet.consent import gate

        asked = made.scope("outside")
        offer = made.offered(asked)
        signed = made.signed(asked, offer, recipient_name="Housing First")
        gate.grant(secret=offer.secret, signed=signed, fields={"name": WORD})


class NarrowedElsewhere(Secret):
    """That a consent between outreach and the case team holds for a shorter time than it did."""

    who_may_know = OUTREACH | CASE_TEAM | READ_AUDIT
    needs = "waymeet.consent.handles"

    def in_first_world(self, world: World) -> None:
        self._grant(world)

    def only_in_second_world(self, world: World) -> None:
        import datetime as dt

        from waymeet.consent import gate
        from waymeet.kernel import clock

        gate.narrow(secret=self._grant(world), classes={"name"}, until=clock.today() + dt.timedelta(days=3))

    @staticmethod
    def _grant(world: World) -> str:
        from tests.consent import made

        return made.granted(world.people, made.scope("diversion")).secret


class OfferedByOrganizers(Secret):
    """That organizers offered somebody a hand-off to care."""

    who_may_know = ORGANIZERS | READ_AUDIT
    needs = "waymeet.organizing.contacts.hand_offs"

    def only_in_second_world(self, world: World) -> None:
        from tests.consent import made
        from waymeet.organizing.contacts import hand_offs

        hand_offs.offer(name=WORD, scope=made.scope("care"), language="en", read_aloud=True, by=world.people["Olga"])


class LegalDemand(Secret):
    """That a subpoena lies here, whom it names, and what counsel said."""

    who_may_know: ClassVar[frozenset[Role]] = frozenset({Role.ADMINISTRATOR, Role.DIRECTOR})
    needs = "waymeet.demands"

    def only_in_second_world(self, world: World) -> None:
        from tests.desk import demands_made

        demands_made.demand(world.people)


class SheetsOfAnotherTeam(Secret):
    """That the case team's key was printed in shares."""

    who_may_know = CASE_TEAM | READ_AUDIT
    needs = "waymeet.accounts.ceremony"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.accounts import ceremony

        ceremony.print_sheets(
            team="casework", needed=2, among=3, by=world.people["Casey"], keyring=world.keyring("Casey")
        )
