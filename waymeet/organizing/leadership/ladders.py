"""The ladder that is in force: the newest the group saved, or the one everybody begins with."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from waymeet.organizing.leadership import rules
from waymeet.organizing.leadership.models import Ladder
from waymeet.organizing.leadership.rules import Condition, What


@dataclass(frozen=True)
class Step:
    """One rung as the group wrote it: its rule, its names, what comes next from there, and if those on it lead."""

    rule: rules.Rung
    name_en: str
    name_es: str
    next_en: str = ""
    next_es: str = ""
    leads: bool = False

    @property
    def key(self) -> str:
        return self.rule.key

    @property
    def name(self) -> str:
        return self.name_es if get_language() == "es" else self.name_en

    @property
    def next_step(self) -> str:
        return self.next_es if get_language() == "es" else self.next_en


@dataclass(frozen=True)
class Now:
    """The ladder in force. `id` and `made_on` are None while nobody has changed what everybody begins with."""

    steps: tuple[Step, ...]
    id: UUID | None = None
    made_on: dt.date | None = None

    @property
    def rungs(self) -> tuple[rules.Rung, ...]:
        return tuple(step.rule for step in self.steps)

    def place_of(self, key: str) -> int | None:
        return next((at for at, step in enumerate(self.steps) if step.key == key), None)

    @property
    def lowest(self) -> str:
        return self.steps[0].key


def in_force() -> Now:
    """One question for the version, one for its rungs, one for what they ask for."""
    row = Ladder.objects.first()
    return saved(row) if row else BEGIN


def saved(row: Ladder) -> Now:
    steps = tuple(
        Step(
            rules.Rung(
                each.key,
                tuple(
                    Condition(What(one.what), one.number, one.months, one.group_kind) for one in each.conditions.all()
                ),
                each.any_of,
            ),
            each.name_en,
            each.name_es,
            each.next_en,
            each.next_es,
            each.leads,
        )
        for each in row.rungs.prefetch_related("conditions")
    )
    return Now(steps, row.pk, row.made_on)


# The six steps of engagement, reached as the field reaches them: by coming, by keeping a promise, by bringing others
# (decision 0028). Nothing here asks for an assessment, so that what people see of themselves rests on what they did.
BEGIN = Now(
    (
        Step(
            rules.Rung("observing"),
            "Observing",
            "Observa",
            "Come to one meeting and see who we are.",
            "Ven a una reunión y conócenos.",
        ),
        Step(
            rules.Rung("following", (Condition(What.EVENTS, 1, 12),)),
            "Following",
            "Sigue",
            "Sit down with an organizer for half an hour, and say what you want to change.",
            "Siéntate media hora con una persona organizadora y di qué quieres cambiar.",
        ),
        Step(
            rules.Rung("endorsing", (Condition(What.ONE_ON_ONES, 1, 12), Condition(What.EVENTS, 1, 12))),
            "Endorsing",
            "Apoya",
            "Take on one small thing, and do it by the day you say.",
            "Toma una tarea pequeña y hazla para el día que digas.",
        ),
        Step(
            rules.Rung("contributing", (Condition(What.EVENTS, 3, 12), Condition(What.KEPT, 1, 12))),
            "Contributing",
            "Contribuye",
            "Bring one neighbor to the next meeting.",
            "Trae a una persona vecina a la próxima reunión.",
        ),
        Step(
            rules.Rung("owning", (Condition(What.KEPT, 2, 12), Condition(What.BROUGHT, 1))),
            "Owning",
            "Se hace cargo",
            "Find two more people, and agree to lead one of them.",
            "Busca a dos personas más y acuerda liderar a una de ellas.",
            leads=True,
        ),
        Step(
            rules.Rung("leading", (Condition(What.BROUGHT, 3), Condition(What.LEADS, 1))),
            "Leading",
            "Lidera",
            "Help somebody you lead to lead others.",
            "Ayuda a alguien que lideras a liderar a otras personas.",
            leads=True,
        ),
    )
)
