"""Secrets of people met without a door, of cards, and of peers."""

from typing import Any

from tests.wall.noninterference.secret_things import OUTREACH, READ_AUDIT, WORD, Secret, _tonight
from tests.wall.noninterference.worlds import World
from waymeet.accounts.roles import Role

CARD = "BCD2344"


class WhatAPhoneSealed(Secret):
    """Whether a slot that waits says nothing, or that somebody was met who showed a card.

    Who opens the pool learns it by that act, and nobody else from a slot that waits.
    """

    who_may_know = OUTREACH

    def in_first_world(self, world: World) -> None:
        self._hand_in(met=False)

    def only_in_second_world(self, world: World) -> None:
        self._hand_in(met=True)

    def _hand_in(self, *, met: bool) -> None:
        from tests.care.phones import sealed_slot
        from waymeet.care.naloxone import rules, services

        night = _tonight()
        said = {"kind": rules.Kind.HANDED_OUT, "items": {1: 2}, "met": rules.Met(people=3, code=CARD)} if met else {}
        services.receive_slots(night=night, slots=[sealed_slot(night, **said)])


class PaperPutDown(Secret):
    """What a night's paper says."""

    who_may_know = OUTREACH | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.naloxone import paper

        night, by = _tonight(), world.people["Wanda"]
        tally = paper.Tally(area=1, people=80, items={1: 90}, barriers={1: 40})
        paper.put_down(program_id=night.program_id, day=night.day, tally=tally, by=by)


class CardUsed(Secret):
    """That somebody has a card, what was handed out under it, and by which phrase it is found again."""

    who_may_know = OUTREACH | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.codes import services
        from waymeet.care.codes.models import Use
        from waymeet.kernel import card_codes

        by = services.By(world.people["Wanda"], world.keyring("Wanda"))
        holder = services.begin(code=card_codes.new_code(), by=by)
        services.set_phrase(holder_id=holder, phrase=WORD, by=by)
        Use.objects.create(holder_id=holder, iso_week="2026-W41", items={"1": 7})


class KitsTakenAlong(Secret):
    """Somebody took kits along to hand them on, and told where they went."""

    who_may_know = OUTREACH | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.peers import bulk
        from waymeet.care.supplies.models import Program
        from waymeet.kernel import clock

        for told in (bulk.Told(True, {1: 90}), bulk.Told(False, {1: 90}, 1, 80)):
            bulk.put_down(program_id=Program.objects.get().id, day=clock.today(), told=told, by=world.people["Pia"])


class DebriefWords(Secret):
    """What a peer wrote after a night: one in each world, and only the words and the wish for a call differ."""

    who_may_know = OUTREACH

    def in_first_world(self, world: World) -> None:
        self._write(world, "x" * 40, call=False)

    def only_in_second_world(self, world: World) -> None:
        self._write(world, f"{WORD} was met by the river", call=True)

    def _write(self, world: World, words: str, *, call: bool) -> None:
        from waymeet.care.peers import services

        services.debrief(words=words, call=call, by=world.people["Pia"])


class WrittenInFile(Secret):
    """What is written in a participant's file, of which kind, and what they wrote there themselves.

    Both worlds write as often; the audit knows no more.
    """

    who_may_know = OUTREACH
    needs = "waymeet.care.participants"

    def in_first_world(self, world: World) -> None:
        self._write(world, ("note", "note", "note"), "on the way", "fine as it is")

    def only_in_second_world(self, world: World) -> None:
        self._write(world, ("goal", "task", "plan"), f"{WORD} wants to stop", f"{WORD} never said so")

    def _write(self, world: World, kinds: tuple[str, ...], words: str, wrong: str) -> None:
        from waymeet.care.participants.room import ROOM
        from waymeet.casefiles import own, services

        by = {"room": ROOM, "by": world.people["Wanda"], "keyring": world.keyring("Wanda")}
        for kind in kinds:
            services.put_down(file_id=int(world.made["file"]), kind=kind, said={"words": words}, **by)
        own.correct(own=own.found(ROOM, world.made["file_page_code"]), words=wrong)


class PageOfAFile(Secret):
    """That a participant got papers for a page of their own."""

    who_may_know = OUTREACH | READ_AUDIT
    needs = "waymeet.care.participants"

    def in_first_world(self, world: World) -> None:
        self._begin(world)

    def only_in_second_world(self, world: World) -> None:
        from waymeet.casefiles import papers

        papers.make(file_id=self._begin(world), **self._by(world))

    def _begin(self, world: World) -> int:
        from waymeet.casefiles import services

        return services.open_file(said={"called": "Ines"}, **self._by(world))

    @staticmethod
    def _by(world: World) -> dict[str, Any]:
        from waymeet.care.participants.room import ROOM

        return {"room": ROOM, "by": world.people["Wanda"], "keyring": world.keyring("Wanda")}


class StipendPaid(Secret):
    """What Pia is paid: the director knows, and she does; whoever reads the audit knows that one was written down."""

    who_may_know = frozenset({Role.PEER}) | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.peers import services
        from waymeet.kernel import clock

        said = {"peer": world.people["Pia"].id, "day": clock.today(), "what": "meeting", "cents": 7777}
        services.put_down(**said, by=world.people["Dora"])


class DebriefSaid(Secret):
    """A peer said how a night was, and would like a call."""

    who_may_know = OUTREACH | READ_AUDIT
    needs = "waymeet.care.peers"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.peers import services

        services.debrief(words=WORD, call=True, by=world.people["Pia"])


class ReversalTold(Secret):
    """That one more overdose was told through the poster, and that somebody would like to talk."""

    who_may_know = OUTREACH | READ_AUDIT | {Role.CLINICAL_DIRECTOR}
    needs = "waymeet.care.reversals"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.reversals import services

        code = world.made["reversal"]
        services.tell(code=code, said={"happened": "today", "doses": 4, "lived": "no", "area_number": 2})
        services.wish(code=code, reach=WORD)


class WhatGoesRound(Secret):
    """What people said is going round, and an alert that nobody has signed off."""

    who_may_know = OUTREACH | READ_AUDIT | {Role.CLINICAL_DIRECTOR}
    needs = "waymeet.care.alerts"

    def only_in_second_world(self, world: World) -> None:
        import datetime as dt

        from waymeet.care.alerts import services
        from waymeet.kernel import clock

        wanda = world.people["Wanda"]
        for _one in range(7):
            services.hear(told="wounds", sold_as="xylazine", area_number=2, by=wanda)
        until = clock.today() + dt.timedelta(days=7)
        services.draft(said={"about": "told", "words_en": WORD, "words_es": WORD, "until_on": until}, by=wanda)


class Taught(Secret):
    """That participants had a course, where, and that one of them keeps it under a card."""

    who_may_know = OUTREACH | READ_AUDIT
    needs = "waymeet.care.teaching"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.accounts.trainings.queries import courses
        from waymeet.care.codes import services as codes
        from waymeet.care.teaching import services
        from waymeet.kernel import card_codes, clock

        by = codes.By(world.people["Wanda"], world.keyring("Wanda"))
        said = {"course": courses()[0].pk, "iso_week": clock.iso_week(clock.today())}
        services.write_down(setting="release", people=31, certificates=30, by=by.person, **said)
        codes.learned(holder_id=codes.begin(code=card_codes.new_code(), by=by), by=by, **said)


class Referred(Secret):
    """That help was offered, for what, why it failed, and what the team noted."""

    who_may_know = OUTREACH | READ_AUDIT
    needs = "waymeet.care.referrals"

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.referrals import services
        from waymeet.care.supplies.models import Program

        by, program = world.people["Wanda"], Program.objects.all()[0].pk
        for reason in ("id", "stigma"):
            row = services.offer(said={"kind": "hiv_care", "program": program, "wanted": True, "area_number": 2}, by=by)
            services.write_note(referral_id=row.pk, words=WORD, by=by)
            services.tell(code=services.code_of(row.pk), said={"state": "no_connect", "reason": reason})


class StockCountedIn(Secret):
    """What lies where, of which lot, what is ordered, that a lot is called back; what went out and came back.

    The lot is of a thing that is on no phone: of others, phones that are out tonight are told.
    """

    who_may_know = OUTREACH | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from tests.desk import stock_made
        from waymeet.care.supplies import services
        from waymeet.care.supplies.models import Item

        by = world.people["Wanda"]
        item = services.add_item(name_en=WORD, name_es=WORD, kind="other", by=by)
        Item.objects.filter(pk=item.pk).update(on_phones=False)
        made = stock_made.stock(by, item=item.pk, lot="Q7731")
        stock_made.estimated(made, by, item=item.pk, count=770)
        services.recall(lot_id=made.lot.id, by=by)


class NoticeWanted(Secret):
    """That somebody wants to be told of recalls at their code: nobody learns it who cannot look the code up."""

    who_may_know = OUTREACH | READ_AUDIT

    def only_in_second_world(self, world: World) -> None:
        from waymeet.care.codes import services
        from waymeet.care.codes.models import Holder

        for holder in Holder.objects.values_list("pk", flat=True):
            services.set_notices(holder_id=holder, wanted=True, by=world.people["Wanda"])
