"""The map of who leads whom as lines and circles, for the template to write."""

from collections.abc import Sequence
from dataclasses import dataclass

from waymeet.organizing.leadership.map_layout import lay_out
from waymeet.organizing.leadership.queries.follow import Node, Snowflake

LONGEST = 13  # signs of a name that fit under its circle
ROUND = 20.0


@dataclass(frozen=True)
class Drawn:
    """The whole drawing."""

    wide: float
    high: float
    lines: Sequence[str]
    people: Sequence["Figure"]


@dataclass(frozen=True)
class Figure:
    """One person on it."""

    node: Node
    x: float
    y: float
    name: str

    @property
    def under(self) -> float:
        return round(self.y + 36, 1)

    @property
    def letters(self) -> str:
        return "".join(part[0] for part in self.node.name.split()[:2]).upper()


def drawn(found: Snowflake) -> Drawn:
    laid = lay_out(found.root, {one: node.below for one, node in found.nodes.items()})
    at = {spot.id: spot for spot in laid.spots}
    lines = [
        f"M{at[node.above].x} {at[node.above].y}L{at[one].x} {at[one].y}"
        for one, node in found.nodes.items()
        if one != found.root
    ]
    order = [node.id for node in found.in_order()]
    people = [Figure(found.nodes[one], at[one].x, at[one].y, _short(found.nodes[one].name)) for one in order]
    return Drawn(laid.wide, laid.high, lines, people)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
