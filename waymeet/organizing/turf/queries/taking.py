"""Who has, or had, which turf."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db import connections

from waymeet.organizing.turf.models import Turf, TurfHandout, TurfTaking


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


_TURFS = f"""
    SELECT DISTINCT handout.turf_id
    FROM "{TurfTaking._meta.db_table}" AS taking JOIN "{TurfHandout._meta.db_table}" AS handout
      ON handout.id = taking.handout_id
    WHERE taking.person = %s
"""  # noqa: S608 - our own names only  # nosec B608


def turfs_of_person(person_id: UUID) -> frozenset[UUID]:
    """Turfs a person took at any time: their work comes in long after a turf was given back."""
    connection = connections["organizing"]
    with connection.cursor() as cursor:  # asked with every batch: the ORM takes five times as long
        cursor.execute(_TURFS, [TurfTaking._meta.get_field("person").get_db_prep_value(person_id, connection)])
        return frozenset(turf if isinstance(turf, UUID) else UUID(turf) for (turf,) in cursor.fetchall())


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
