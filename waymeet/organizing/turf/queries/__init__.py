"""What town and turf can tell: frozen dataclasses, no rows.

The town's (`queries.town`, `queries.streets`):

    town_list() -> list[TownFacts]                          the_town() -> TownFacts | None
    area_list(town: UUID | None = None) -> list[AreaFacts]  neighbourhood_list(town) -> list[NeighbourhoodFacts]
    problem_list(run: UUID, first: int = 100) -> list[Problem]
    load_network(town: UUID) -> StreetNetwork               the whole town
    load_doors(town: UUID) -> TownDoors                     every door, its spot and place, in the town's plane
    load_walk(doors: Sequence[UUID], margin: float = 400.0) -> Walk    only the streets around some doors
    door_cards(doors: list[UUID]) -> dict[UUID, DoorCard]   what a list shows, in the reader's language
    load_barriers(town: UUID, box=None) -> list[BarrierLine]
"""
