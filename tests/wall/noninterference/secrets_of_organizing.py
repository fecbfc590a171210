"""Secrets of the rooms around people who chose to be known: what they say of themselves under guard, how they are
assessed, what was promised, asked, written, merged and brought in.
"""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.wall.noninterference.secret_things import ORGANIZERS, READ_AUDIT, WORD, Secret
from tests.wall.noninterference.secrets_of_contacts import DAY, SEE_CONTACTS
from tests.wall.noninterference.worlds import World

KEPT_BY_ORGANIZERS = ORGANIZERS | READ_AUDIT


class TwoWords(Secret):
    """The same row in both worlds, sealed around other words: `write` says how."""

    who_may_know = ORGANIZERS
    needs = "waymeet.organizing.lists.services"

    def in_first_world(self, world: World) -> None:
        self.write(world, "wants the crosswalk")

    def only_in_second_world(self, world: World) -> None:
        self.write(world, f"{WORD} was arrested")

    def write(self, world: World, words: str) -> None:
        raise NotImplementedError

    @classmethod
    def there(cls) -> bool:
        return cls is not TwoWords and super().there()


def _olga(world: World) -> dict[str, Any]:
    return {"by": world.people["Olga"], "keyring": world.keyring("Olga")}


def _known(world: World, name: str, **said: Any) -> UUID:
    from waymeet.organizing.contacts import people

    return people.add(said={"name": name, **said}, by=world.people["Olga"])


class AGuardedSaying(Secret):
    """Who had said of themselves what the organizers guard from now on."""

    who_may_know = ORGANIZERS
    needs = "waymeet.organizing.contacts.guarded"

    def in_first_world(self, world: World) -> None:
        self._guarded(world, _known(world, "Inés", sayings=["works"]), says=False)

    def only_in_second_world(self, world: World) -> None:
        self._guarded(world, _known(world, "Inés", sayings=["works"]), says=True)

    @staticmethod
    def _guarded(world: World, who: UUID, *, says: bool) -> None:
        from waymeet.organizing.contacts import guarded
        from waymeet.organizing.contacts.models import Saying

        if says:
            Saying.objects.create(contact_id=who, what="provider")
        guarded.guard_saying(what="provider", **_olga(world))


class AMergeOfSomebodyGuarded(Secret):
    """That one of two who were merged belonged to a guarded group, and that they do now."""

    who_may_know = KEPT_BY_ORGANIZERS
    needs = "waymeet.organizing.duplicates"

    def in_first_world(self, world: World) -> None:
        self._merged(world, *self._two(world))

    def only_in_second_world(self, world: World) -> None:
        from waymeet.organizing.contacts import guarded

        kept, lost = self._two(world)
        guarded.join(guarded_id=int(world.made["guarded"]), contact=lost, role=WORD, **_olga(world))
        self._merged(world, kept, lost)

    @staticmethod
    def _two(world: World) -> tuple[UUID, UUID]:
        return _known(world, "Tobias Vale"), _known(world, "Toby Vale")

    @staticmethod
    def _merged(world: World, kept: UUID, lost: UUID) -> None:
        from waymeet.organizing.duplicates import services

        services.merge(kept=kept, lost=lost, take={}, **_olga(world))


class HowSomebodyIsAssessed(Secret):
    """That somebody is assessed and how, who leads whom, and who stands on a step by somebody's word."""

    who_may_know = KEPT_BY_ORGANIZERS
    needs = "waymeet.organizing.leadership"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.organizing.leadership import services

        by, rosa, noor = {"by": world.people["Olga"]}, UUID(world.made["contact"]), _known(world, "Noor")
        services.assess(contact_id=rosa, score=5, evidence=WORD, **by)
        services.stand(contact_id=rosa, key="owning", reason=WORD, until=None, **by)
        services.lead(leader=rosa, follower=noor, every_days=7, **by)

    def in_first_world(self, world: World) -> None:
        _known(world, "Noor")


class EvidenceOfAnAssessment(TwoWords):
    """Why somebody was assessed so."""

    def write(self, world: World, words: str) -> None:
        from waymeet.organizing.leadership import services

        services.assess(contact_id=_known(world, "Dov"), score=2, evidence=words, by=world.people["Olga"])


class WhoDidWhatWasAsked(Secret):
    """Who took part in a structure test, and that there is one more."""

    who_may_know = KEPT_BY_ORGANIZERS
    needs = "waymeet.organizing.campaigns"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.organizing.campaigns import services

        by, unit = {"by": world.people["Olga"]}, UUID(world.made["unit"])
        said = {"deadline": DAY, "denominator": 12, "source": WORD, "target": 50}
        test = services.plan(unit_id=unit, ask=WORD, **said, **by)
        services.mark(test_id=test, contact_id=UUID(world.made["contact"]), did=True, **by)


class WhereAnOfficialStands(Secret):
    """A coalition, a demand, where somebody who decides stands, and that one of us reaches them."""

    who_may_know = KEPT_BY_ORGANIZERS
    needs = "waymeet.organizing.coalitions"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.organizing.coalitions import demands, officials, services

        by = {"by": world.people["Olga"]}
        services.begin(name=WORD, wants="that nobody dies", **by)
        stands = {"value": 4, "source": "heard", "day": DAY, "words": WORD}
        demands.position(target=UUID(world.made["target"]), said=stands, **by)
        who = f"contact:{world.made['contact']}"
        officials.reach(official=UUID(world.made["official"]), who=who, how="lives", **by)


class WordsOfATalk(TwoWords):
    """What an official said, and what backs a position."""

    def write(self, world: World, words: str) -> None:
        from waymeet.organizing.coalitions import demands, officials

        by = {"by": world.people["Olga"]}
        stands = {"value": 1, "source": "heard", "day": DAY, "words": words}
        demands.position(target=UUID(world.made["target"]), said=stands, **by)
        talk = {"day": DAY, "how": "call", "kind": "direct", "minutes": 5, "words": words}
        officials.talk(official=UUID(world.made["official"]), said=talk, **by)


class AskedOnTheirPage(Secret):
    """That a member asked for something on their own page, and what."""

    who_may_know = KEPT_BY_ORGANIZERS
    needs = "waymeet.organizing.members"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.organizing.members import own

        own.ask(secret=world.made["own_code"], kind="correct", said=WORD)


class AnotherMessage(Secret):
    """That a message was written to a group, and what it says."""

    who_may_know = KEPT_BY_ORGANIZERS
    needs = "waymeet.organizing.messages"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.organizing.messages import services

        said = {"channel": "text", "source": "group", "of": UUID(world.made["group"]), "body_en": WORD, "body_es": WORD}
        services.write(said=said, by=world.people["Olga"])


class CellsThatWereNotTaken(TwoWords):
    """What stood in the cells of a list that could not be taken in: who is named there may be anybody."""

    def write(self, world: World, words: str) -> None:
        from tests.organizing.imports.made import as_csv, brought_in

        rows = [["Name", "Phone", "SSN"], ["Uma Reyes", f"ask {words}", words], ["", "", words]]
        with tempfile.TemporaryDirectory() as folder:
            brought_in(as_csv(Path(folder), rows), world.people["Olga"])


class AListBroughtIn(Secret):
    """That a list was brought in, and what its file was called."""

    who_may_know = KEPT_BY_ORGANIZERS
    needs = "waymeet.organizing.imports"

    def only_in_second_world(self, world: World) -> None:
        from tests.organizing.imports.made import as_csv, brought_in

        with tempfile.TemporaryDirectory() as folder:
            brought_in(as_csv(Path(folder), [["Name", "Phone"], ["", "ask"]], name=f"{WORD}.csv"), world.people["Olga"])


class ACall(Secret):
    """That an organizer called somebody from a phone, and the note about it."""

    who_may_know = ORGANIZERS
    needs = "waymeet.organizing.week"

    def in_first_world(self, world: World) -> None:
        self._call(world, UUID(int=5181), "no answer at noon")

    def only_in_second_world(self, world: World) -> None:
        self._call(world, UUID(int=5181), WORD)
        self._call(world, UUID(int=5182), WORD)

    @staticmethod
    def _call(world: World, record: UUID, note: str) -> None:
        from waymeet.organizing.contacts import words
        from waymeet.organizing.week.models import Call
        from waymeet.organizing.week.opened import NOTE

        contact = UUID(world.made["contact"])
        epoch, sealed = words.sealed(NOTE, record, contact, {"words": note})
        told: dict[str, Any] = {"day": DAY, "outcome": "message", "epoch": epoch, "sealed": sealed}
        Call.objects.create(pk=record, contact_id=contact, by=world.people["Olga"].id, **told)


class WhatASensitiveEventIs(Secret):
    """Title and place of an event that is shown to everybody as a gathering, and of a circle; what is asked of it."""

    who_may_know = SEE_CONTACTS
    needs = "waymeet.organizing.events"

    def in_first_world(self, world: World) -> None:
        self._plan(world, "Evening", "Library")

    def only_in_second_world(self, world: World) -> None:
        self._plan(world, f"{WORD} comes home", f"{WORD}'s kitchen")

    @staticmethod
    def _plan(world: World, title: str, place: str) -> None:
        from waymeet.kernel import clock
        from waymeet.organizing.events import services

        by = {"by": world.people["Olga"]}
        usual: dict[str, Any] = {"starts": dt.time(19), "ends": dt.time(20), "goal": None, "public": True}
        usual |= {"day": clock.today() + dt.timedelta(days=2), "title": title, "place": place}
        usual |= {"lead": world.people["Olga"].id}
        meeting = services.make(said=usual | {"kind": "meeting", "sensitive": True}, **by)
        services.add_shift(event_id=meeting, what=title, starts=dt.time(18), ends=dt.time(19), wanted=2, **by)
        services.make(said=usual | {"kind": "circle"}, **by)


class WhoIsInvited(Secret):
    """Who was asked to an event everybody may know of, who asked them and what they answered."""

    who_may_know = SEE_CONTACTS | READ_AUDIT
    needs = "waymeet.organizing.events"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.organizing.events import services

        by, event = {"by": world.people["Olga"]}, UUID(world.made["event"])
        row = services.ask(event_id=event, contact_id=_known(world, WORD), asked_by=UUID(world.made["contact"]), **by)
        services.answer(attendance_id=row, said="accepted", shift=None, **by)
        services.ask_for_access(event_id=event, what=WORD, **by)
