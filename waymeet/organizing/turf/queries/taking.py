"""Who has, or had, which turf."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from waymeet.organizing.turf.models import Turf, TurfTaking


@dataclass(frozen=True)
class TurfFacts:
    """A turf as results show it, and the groups of people who took it together."""

    name: str
    pass_id: UUID
    pass_name: str
    teams: tuple[tuple[UUID, ...], ...]

    def team_of(self, person: UUID) -> tuple[UUID, ...]:
        """The people who took this turf together with `person`; alone when nobody did."""
        return next((team for team in self.teams if person in team), (person,))


def turfs_of_person(person_id: UUID) -> frozenset[UUID]:
    """Turfs a person took at any time: their work comes in long after a turf was given back."""
    return frozenset(TurfTaking.objects.filter(person=person_id).values_list("handout__turf", flat=True))


def turf_facts() -> dict[UUID, TurfFacts]:
    teams: dict[UUID, dict[UUID, list[UUID]]] = defaultdict(lambda: defaultdict(list))
    for turf, handout, person in TurfTaking.objects.values_list("handout__turf", "handout", "person").order_by("pk"):
        teams[turf][handout].append(person)
    return {
        turf.id: TurfFacts(
            turf.name,
            turf.canvass_pass_id,
            turf.canvass_pass.name,
            tuple(tuple(team) for team in teams[turf.id].values()),
        )
        for turf in Turf.objects.select_related("canvass_pass")
    }
