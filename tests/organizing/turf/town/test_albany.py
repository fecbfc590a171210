"""The real town: Albany as OpenStreetMap has it, imported once and looked at from many sides."""

import numpy as np
import pytest
import shapely

from tests.organizing.turf.town.test_map_import import ALBANY, every_row
from waymeet.accounts.people import OPERATOR
from waymeet.organizing.turf.network import NO_STREET
from waymeet.organizing.turf.queries.streets import load_barriers, load_doors, load_network, load_walk
from waymeet.organizing.turf.queries.town import area_list, neighbourhood_list, problem_list
from waymeet.organizing.turf.report import TownReport
from waymeet.organizing.turf.rules.streets import metres_of_connected
from waymeet.organizing.turf.services.town import import_town

pytestmark = pytest.mark.django_db(databases=["organizing"])


def check_report(report: TownReport) -> None:
    assert report.name == "Albany"
    assert 15_000 < report.buildings <= report.doors < 16_500
    assert report.streets > 1_900
    assert report.segments > 14_000
    assert report.neighbourhoods > 30


def check_places(report: TownReport) -> None:
    """Every door lies on the side of its segment it is said to lie on, near it; one stands in a pond."""
    network, doors = load_network(report.town), load_doors(report.town)
    on_street = np.flatnonzero(doors.spots.seg != NO_STREET)
    assert len(doors.ids) - len(on_street) == report.problem_count == len(problem_list(report.run)) == 1
    lines = np.array([shapely.LineString(line) for line in network.seg_points], dtype=object)[
        doors.spots.seg[on_street]
    ]
    feet = shapely.get_coordinates(shapely.line_interpolate_point(lines, doors.spots.along[on_street]))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(lines, doors.spots.along[on_street] + 0.5))
    back = shapely.get_coordinates(
        shapely.line_interpolate_point(lines, np.maximum(doors.spots.along[on_street] - 0.5, 0))
    )
    across = doors.xy[on_street] - feet
    metres = np.hypot(*across.T)
    left = np.sign((ahead - back)[:, 0] * across[:, 1] - (ahead - back)[:, 1] * across[:, 0])
    square = metres > 2  # doors that touch the middle of a street are on neither side
    assert (left[square] == doors.spots.side[on_street][square]).mean() > 0.99
    assert np.percentile(metres, 95) < 50
    assert (metres_of_connected(network)[doors.spots.seg[on_street]] > 5_000).mean() > 0.99


def check_areas(report: TownReport) -> None:
    doors, areas = load_doors(report.town), area_list(report.town)
    assert len(areas) == report.areas > 15
    counted = np.bincount(doors.area)
    assert [counted[area.number] for area in areas] == [area.doors for area in areas]
    assert min(area.doors for area in areas) >= 500
    assert max(area.doors for area in areas) < 1_500
    assert len({area.name for area in areas}) == len(areas)


def check_walk(report: TownReport) -> None:
    """The streets around a turf are a small part of the town, and its doors lie on the same ones."""
    doors, whole = load_doors(report.town), load_network(report.town)
    near = np.argsort(np.hypot(*(doors.xy - doors.xy[100]).T))[:85]
    walk = load_walk([doors.ids[at] for at in near])
    assert [walk.network.seg_name[seg] for seg in walk.doors.spots.seg] == [
        whole.seg_name[seg] for seg in doors.spots.seg[near]
    ]
    assert len(walk.network.seg_name) < 1_500


@pytest.mark.deep  # the first start of the demonstration imports the same file in every run
def test_albany_is_imported_whole_and_the_same_again():
    report = import_town(path=ALBANY, by=OPERATOR)
    check_report(report)
    check_places(report)
    check_areas(report)
    check_walk(report)
    kinds = {line.kind for line in load_barriers(report.town)}
    assert kinds == {"water", "rail", "motorway", "fence", "wall"}
    parts = {part.name: part.doors for part in neighbourhood_list(report.town)}
    assert parts["Pine Hills"] > 500
    assert parts["Rensselaer"] > 20  # across the river, though Downtown is nearer as the crow flies
    before = every_row()
    again = import_town(path=ALBANY, by=OPERATOR)
    assert (again.new, again.changed) == (0, 0)
    assert every_row() == before
