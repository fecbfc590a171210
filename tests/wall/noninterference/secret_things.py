"""What somebody may not know: each a small change that only the second world has, and who may know of it.

A secret of a room that this server does not have (yet) is left out; `needs` names the module that has to be there.
"""

import importlib.util
from typing import Any, ClassVar

from tests.wall.noninterference.worlds import World
from waymeet.accounts.roles import Role

ORGANIZERS = frozenset({Role.ORGANIZER})
OUTREACH = frozenset({Role.OUTREACH_WORKER})
CASE_TEAM = frozenset({Role.CASE_MANAGER})
# They read who did what in every room (never a value), and what was demanded.
READ_AUDIT = frozenset({Role.ADMINISTRATOR, Role.DIRECTOR})
WORD = "Zyanya Quetzalli"  # a name that stands nowhere else


class Secret:
    """`who_may_know`: roles, any one of which may learn it. The first world may have something else in its place."""

    who_may_know: ClassVar[frozenset[Role]] = frozenset()
    needs: ClassVar[str] = ""

    def in_first_world(self, world: World) -> None:
        """Nothing, for most."""

    def only_in_second_world(self, world: World) -> None:
        raise NotImplementedError

    @classmethod
    def there(cls) -> bool:
        try:
            return not cls.needs or importlib.util.find_spec(cls.needs) is not None
        except ModuleNotFoundError:
            return False


def every() -> dict[str, Secret]:
    """By name, those whose room is there."""
    kinds: list[type[Secret]] = []
    from tests.wall.noninterference import (
        secrets_of_care,
        secrets_of_contacts,
        secrets_of_diversion,
        secrets_of_files,
        secrets_of_organizing,
    )

    rooms = (secrets_of_care, secrets_of_contacts, secrets_of_diversion, secrets_of_files, secrets_of_organizing)
    for module in (globals(), *map(vars, rooms)):
        kinds += [k for k in module.values() if isinstance(k, type) and issubclass(k, Secret) and k is not Secret]
    return {kind.__name__: kind() for kind in dict.fromkeys(kinds) if kind.there()}


class KitsHandedOut(Secret):
    """Kits were handed out in an area this evening, and the pool was opened."""

    who_may_know = OUTREACH | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from tests.desk import care_made
        from waymeet.care.naloxone import services

        night = _tonight()
        care_made.handed_in(night, {1: 90, 2: 40}, note=f"{WORD} asked for strips")
        services.open_pool(day=night.day, by=world.people["Wanda"], keyring=world.keyring("Wanda"))


class KitsOfAnotherWeek(Secret):
    """Kits were handed out two weeks ago, too."""

    who_may_know = OUTREACH | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        import datetime as dt

        from tests.desk import care_made
        from waymeet.care.naloxone import services
        from waymeet.kernel import clock

        before = care_made.evening(world.people, clock.today() - dt.timedelta(days=14))
        care_made.handed_in(before.night, {1: 90, 2: 40})
        services.open_pool(day=before.night.day, by=world.people["Wanda"], keyring=world.keyring("Wanda"))


class KitsWaiting(Secret):
    """More sealed slots wait than in the other world, and some cannot be read."""

    who_may_know = OUTREACH

    def only_in_second_world(self, world: World) -> None:
        from tests.desk import care_made

        care_made.handed_in(_tonight(), {3: 7}, empty=23, odd=4)


class StockTaken(Secret):
    """How much the program took out."""

    who_may_know = OUTREACH | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.supplies import services

        night = _tonight()
        services.take_out(program_id=night.program_id, day=night.day, counts={1: 33}, by=world.people["Wanda"])


class SurveyAnswered(Secret):
    """That somebody answered a survey that is open: how many, and from the next backup on what."""

    who_may_know = frozenset({*OUTREACH, Role.DIRECTOR, Role.ADVISOR})

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.questions import queries, services
        from waymeet.care.questions.models import Question, Survey

        row = Survey.objects.filter(closed_on=None).get()
        given = {str(Question.objects.get(code="ssp-12").pk): "a2", str(Question.objects.get(code="ssp-13").pk): "9"}
        services.answer(survey_id=row.pk, code=queries.code_of(row), given=given)


class QuestionRegistered(Secret):
    """What participants are to be asked next."""

    who_may_know = frozenset({*OUTREACH, Role.ADVISOR}) | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        import datetime as dt

        from waymeet.care.questions import services
        from waymeet.kernel import clock

        said = dict.fromkeys(services.LONGEST, WORD) | {"veto_by": "advisors", "kind": "count", "seconds": 5}
        said |= {"asked_in": "survey", "expires_on": clock.today() + dt.timedelta(days=9)}
        services.add_question(said=said, options=(), by=world.people["Wanda"])


class QuarterTotalTyped(Secret):
    """A total of a quarter that somebody typed in for a funder."""

    who_may_know = OUTREACH | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.funders import services

        quarter = world.made["quarter"]
        services.enter_total(
            funder="sharp-ssp-2026-11", quarter=quarter, number="04", count=77, by=world.people["Wanda"]
        )


class OutreachNote(Secret):
    """What a note to the outreach team says: one in each world, and only the words differ."""

    who_may_know = OUTREACH

    def in_first_world(self, world: World) -> None:
        self._write("somebody asked for strips")

    def only_in_second_world(self, world: World) -> None:
        self._write(f"{WORD}, by the river")

    @staticmethod
    def _write(words: str) -> None:
        from tests.desk import care_made

        care_made.handed_in(_tonight(), {2: 12}, note=words)


class IntroductionName(Secret):
    """Who asked to be called, and where they can be reached: the same row in both worlds, sealed around other words."""

    who_may_know = ORGANIZERS

    def in_first_world(self, world: World) -> None:
        _introduce("Marisol", "518-555-0142")

    def only_in_second_world(self, world: World) -> None:
        _introduce(WORD, "518-555-0199")


class AnotherIntroduction(Secret):
    """That one more person asked to be called."""

    who_may_know = ORGANIZERS | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        _introduce(WORD, "518-555-0177", wants="help")


class DoorNote(Secret):
    """What the note made at a door says: the same record in both worlds, sealed around other words."""

    who_may_know = ORGANIZERS

    def only_in_second_world(self, world: World) -> None:
        import json

        from tests.phone import Phone
        from waymeet.accounts.keyring import ORGANIZING, sealing_key
        from waymeet.organizing.canvass.models import Entry

        key, entry = sealing_key(ORGANIZING), Entry.objects.filter(has_note=True).first()
        assert entry is not None
        told = json.loads(bytes(entry.raw))
        told["body"]["note"] = Phone.sealed_note(None, key.public, key.epoch, f"{WORD} sleeps here", told["id"])  # type: ignore[arg-type]
        Entry.objects.filter(pk=entry.pk).update(raw=json.dumps(told).encode())


class AnotherSession(Secret):
    """That a colleague is signed in on one more browser."""

    who_may_know = frozenset({Role.ADMINISTRATOR})

    def in_first_world(self, world: World) -> None:
        self._colleague()

    def only_in_second_world(self, world: World) -> None:
        from waymeet.accounts import desk_sessions

        desk_sessions.begin(self._colleague(), bytes(32), shown=desk_sessions.SecondStep.SHOWN)

    @staticmethod
    def _colleague() -> Any:
        """Somebody who asks nothing here: whoever is signed in sees it on their own account."""
        from waymeet.accounts import services
        from waymeet.accounts.people import OPERATOR

        return services.invite(name="zeno", shown_as="Zeno", roles=set(), by=OPERATOR)[0]


class WrongTries(Secret):
    """That somebody tried a colleague's passphrase and failed."""

    who_may_know = frozenset({Role.ADMINISTRATOR})

    def only_in_second_world(self, world: World) -> None:
        import contextlib

        from waymeet.accounts import sign_in
        from waymeet.kernel.errors import NotAllowed

        with contextlib.suppress(NotAllowed):
            sign_in.recognize("rita", "not these words")  # nobody of these worlds signs in as her later


class CareAndCourtAudit(Secret):
    """That something happened in care, in diversion and in consent: a line in each chain."""

    who_may_know = OUTREACH | CASE_TEAM | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from django.db import transaction

        from waymeet.care.models import AuditLine as CareLine
        from waymeet.consent.models import AuditLine as ConsentLine
        from waymeet.diversion.models import AuditLine as DiversionLine
        from waymeet.kernel import audit

        for line, using in ((CareLine, "care"), (DiversionLine, "diversion"), (ConsentLine, "consent")):
            with transaction.atomic(using=using):
                audit.write(line, who=world.people["Wanda"].id, verb="file.read", basis="a test")


class OldSentence(Secret):
    """That a sentence of consent was once shown for another purpose."""

    who_may_know = OUTREACH | CASE_TEAM | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from waymeet.consent.models import Sentence

        Sentence.objects.create(hash="e" * 64, purpose="handoff", language="en", text=f"I agree. {WORD}")


def _tonight() -> Any:
    from waymeet.care.naloxone.models import Night
    from waymeet.kernel import clock

    return Night.objects.select_related("program").get(expires_at__gt=clock.now())


def _introduce(name: str, contact_point: str, wants: str = "call") -> None:
    import json
    import uuid

    from waymeet.accounts.keyring import ORGANIZING, sealing_key
    from waymeet.consent import gate
    from waymeet.kernel import sealing
    from waymeet.organizing.contacts.services import SEALED_AS, receive_introduction

    key, record = sealing_key(ORGANIZING), uuid.uuid4()
    plain = json.dumps({"name": name, "contact_point": contact_point}).encode()
    place = sealing.bind("introduction", str(record), "1", key.epoch)
    sealed = sealing.seal(key.public, sealing.pad(plain, 512), info=SEALED_AS, aad=place)
    sentence = gate.sentences_for(gate.BEING_CALLED)["en"].hash
    receive_introduction(
        record=record, wants=wants, language="en", door=None, epoch=key.epoch, sealed=sealed, sentence=sentence
    )
