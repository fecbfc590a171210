"""Passes, and cutting a part of town: what is chosen, what is left out, and that no door is in two open turfs."""

import pytest
from django.db import IntegrityError, transaction

from tests.organizing.turf.handout.conftest import Street, person
from tests.town import LAT, LON, STEP
from waymeet.accounts.roles import Role
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from waymeet.kernel.ids import random_id
from waymeet.organizing.models import AuditLine
from waymeet.organizing.turf.cutting import Size
from waymeet.organizing.turf.models import CanvassPass, Door, Turf, TurfDoor
from waymeet.organizing.turf.network import NO_STREET
from waymeet.organizing.turf.packing import unpack
from waymeet.organizing.turf.services import handout
from waymeet.organizing.turf.services.turf import Part, Plan, close_pass, cut_turf, open_pass, plan_cut

pytestmark = pytest.mark.django_db(databases=["organizing"])


def planned(street: Street, size: int = 4, **how) -> Plan:
    how = {"part": Part(), "leave_out": {}, "by": street.lena, **how}
    return plan_cut(size=Size(doors=size), **how)


def cut(street: Street, size: int = 4, **how) -> list[Turf]:
    canvass_pass = CanvassPass.objects.first() or open_pass(name="First", by=street.lena)
    return cut_turf(pass_id=canvass_pass.id, plan=planned(street, size, **how), by=street.lena)


def doors_of(plan: Plan) -> list:
    return [door for turf in plan.turfs for door in turf.doors]


def around(first: int, last: int) -> tuple[tuple[float, float], ...]:
    """A shape around the houses from one number to another."""
    south, north = LAT + (first - 0.5) * STEP, LAT + (last + 0.9) * STEP
    return ((south, LON - 0.001), (south, LON + 0.001), (north, LON + 0.001), (north, LON - 0.001))


def test_passes_are_numbered(street: Street):
    first = open_pass(name="", by=street.lena)
    second = open_pass(name="Again", notes_allowed=False, follows=first.id, by=street.lena)
    assert [(made.number, made.name) for made in (first, second)] == [(1, "Pass 1"), (2, "Again")]
    assert second.follows_id == first.id
    with pytest.raises(NotFound):
        open_pass(name="", follows=random_id(), by=street.lena)


def test_without_a_town_there_is_a_sentence():
    with pytest.raises(Conflict, match="no town yet"):
        open_pass(name="", by=person("lena", Role.FIELD_LEAD))


def test_a_plan_holds_every_door_once_and_writes_nothing(street: Street):
    plan = planned(street)
    assert [len(turf.doors) for turf in plan.turfs] == [4, 4, 4]
    assert sorted(doors_of(plan)) == sorted(street.doors)
    assert not Turf.objects.exists()
    for turf in plan.turfs:
        assert turf.street == "Clinton Avenue"
        assert turf.metres > 0
        assert turf.minutes > 2 * len(turf.doors)
        assert len(unpack(turf.path)) >= 2
        assert len(unpack(turf.outline)) >= 4


def test_a_cut_is_written_whole_with_one_audit_line(street: Street):
    turfs = cut(street)
    assert [turf.stops.count() for turf in turfs] == [4, 4, 4]
    assert [list(turf.stops.values_list("position", flat=True)) for turf in turfs] == [[0, 1, 2, 3]] * 3
    assert AuditLine.objects.filter(verb="turf.cut").count() == 1


def test_doors_in_open_turfs_are_counted_by_turf_and_left_out(street: Street):
    (first,) = cut(street, size=4, part=Part(ring=around(1, 4)))
    plan = planned(street)
    assert plan.in_open_turfs == {first.name: 4}
    assert sorted(doors_of(plan)) == sorted(street.doors[4:])


def test_all_doors_in_open_turfs_is_a_sentence_with_count_and_turf(street: Street):
    (turf,) = cut(street, size=12)
    with pytest.raises(BadInput, match=rf"All 12 doors here are in open turfs already \({turf.name}\)"):
        planned(street)


def test_two_who_cut_the_same_doors(street: Street):
    """The second is told how many doors and which turfs; nothing of theirs is written."""
    mine, theirs = planned(street, 6), planned(street, 4)
    canvass_pass = open_pass(name="First", by=street.lena)
    first, second = cut_turf(pass_id=canvass_pass.id, plan=mine, by=street.lena)
    with pytest.raises(Conflict, match="12 of these doors") as trouble:
        cut_turf(pass_id=canvass_pass.id, plan=theirs, by=street.lena)
    assert first.name in str(trouble.value)
    assert second.name in str(trouble.value)
    assert set(Turf.objects.all()) == {first, second}


def test_the_database_itself_refuses_a_door_in_two_open_turfs(street: Street):
    (turf,) = cut(street, size=12)
    other = Turf.objects.create(canvass_pass=turf.canvass_pass, name="B", made_by=street.lena.id)
    with pytest.raises(IntegrityError), transaction.atomic(using="organizing"):
        TurfDoor.objects.create(turf=other, door_id=street.doors[0], position=0)


def test_a_closed_turf_frees_its_doors(street: Street):
    (turf,) = cut(street, size=12)
    handout.close_turf(turf_id=turf.id, by=street.lena)
    assert planned(street).doors == 12


def test_a_closed_pass_frees_its_doors_and_takes_no_turf(street: Street):
    (turf,) = cut(street, size=12)
    _made, code = handout.hand_out(turf_id=turf.id, by=street.lena)
    close_pass(pass_id=turf.canvass_pass_id, by=street.lena)
    with pytest.raises(Conflict):
        handout.take(code=code, by=street.cal, device_id=random_id())
    with pytest.raises(Conflict, match="This pass is closed"):
        cut_turf(pass_id=turf.canvass_pass_id, plan=planned(street), by=street.lena)


def test_a_second_pass_takes_only_doors_nobody_answered(street: Street):
    answered = street.doors[:5]
    plan = planned(street, leave_out=dict.fromkeys(answered, "settled"))
    assert sorted(doors_of(plan)) == sorted(street.doors[5:])
    assert plan.left_out == {"settled": 5}


def test_do_not_knock_is_left_out_and_counted(street: Street):
    leave_out = {street.doors[0]: "do_not_knock", street.doors[1]: "settled", street.doors[2]: "do_not_knock"}
    assert planned(street, leave_out=leave_out).left_out == {"do_not_knock": 2, "settled": 1}


def test_nobody_left_to_visit_is_a_sentence(street: Street):
    with pytest.raises(BadInput, match="None of the 12 doors"):
        planned(street, leave_out=dict.fromkeys(street.doors, "settled"))


def test_a_drawn_shape_takes_the_doors_inside(street: Street):
    assert sorted(doors_of(planned(street, part=Part(ring=around(3, 6))))) == sorted(street.doors[2:6])


def test_a_shape_that_crosses_itself_is_taken_as_drawn(street: Street):
    south_west, south_east, north_east, north_west = around(1, 12)
    plan = planned(street, part=Part(ring=(south_west, north_east, south_east, north_west)))
    assert 0 < plan.doors < 12


def test_an_area_and_a_neighbourhood(street: Street):
    number = Door.objects.values_list("area", flat=True).first()
    assert planned(street, part=Part(area=number)).doors == 12
    with pytest.raises(BadInput, match="no door in the part"):
        planned(street, part=Part(area=number + 1))
    Door.objects.filter(pk__in=street.doors[:3]).update(neighbourhood=7)
    assert planned(street, part=Part(neighbourhood=7)).doors == 3


@pytest.mark.parametrize(
    ("ring", "words"),
    [
        (around(1, 4)[:2], "at least three corners"),
        (around(50, 60), "no door in the part"),
        (tuple((lon, lat) for lat, lon in around(1, 4)), "no door in the part"),  # swapped
    ],
)
def test_shapes_without_doors_get_a_sentence(street: Street, ring, words):
    with pytest.raises(BadInput, match=words):
        planned(street, part=Part(ring=ring))


@pytest.mark.parametrize("size", [Size(doors=0), Size(doors=501), Size(minutes=5), Size(minutes=2000), Size()])
def test_odd_sizes_get_a_sentence(street: Street, size):
    with pytest.raises(BadInput, match="Choose a size between"):
        plan_cut(part=Part(), size=size, leave_out={}, by=street.lena)


def test_one_door(street: Street):
    (turf,) = cut(street, part=Part(ring=around(5, 5)))
    assert list(turf.stops.values_list("door", flat=True)) == [street.doors[4]]
    assert turf.minutes == 2


def test_a_door_no_street_reaches_is_counted_and_spoils_nothing(street: Street):
    Door.objects.filter(pk=street.doors[3]).update(segment=NO_STREET)
    plan = planned(street)
    assert plan.no_street == 1
    assert sorted(doors_of(plan)) == sorted(street.doors[:3] + street.doors[4:])


def test_only_doors_no_street_reaches_is_a_sentence(street: Street):
    Door.objects.update(segment=NO_STREET)
    with pytest.raises(BadInput, match="No street or path reaches any of the 12 doors"):
        planned(street)


def test_a_walk_begins_where_the_lead_says(street: Street):
    (from_south,) = planned(street, 12, start=(LAT, LON)).turfs
    (from_north,) = planned(street, 12, start=(LAT + 13 * STEP, LON)).turfs
    assert from_south.doors[0] in street.doors[:2]
    assert from_north.doors[0] in street.doors[-2:]
    with pytest.raises(BadInput, match="no street near the starting point"):
        planned(street, start=(LAT + 1, LON))


def test_one_side_at_a_time(street: Street):
    """Houses alternate: odd numbers in the west, even numbers in the east."""
    (turf,) = planned(street, 12, both_sides=False).turfs
    sides = [street.doors.index(door) % 2 for door in turf.doors]
    assert sides in ([0] * 6 + [1] * 6, [1] * 6 + [0] * 6)


def test_minutes(street: Street):
    plan = plan_cut(part=Part(), size=Size(minutes=14), leave_out={}, by=street.lena)
    assert plan.doors == 12
    assert all(turf.minutes < 17 for turf in plan.turfs)


def test_only_who_may_cut_cuts(street: Street):
    plan = planned(street)
    canvass_pass = open_pass(name="", by=street.lena)
    for refused in (
        lambda: open_pass(name="", by=street.cal),
        lambda: close_pass(pass_id=canvass_pass.id, by=street.cal),
        lambda: planned(street, by=street.cal),
        lambda: cut_turf(pass_id=canvass_pass.id, plan=plan, by=street.cal),
    ):
        with pytest.raises(NotAllowed):
            refused()
    with pytest.raises(NotFound):
        cut_turf(pass_id=random_id(), plan=plan, by=street.lena)


def test_progress_is_told_step_by_step(street: Street):
    told = []
    planned(street, progress=lambda *how_far: told.append(how_far))
    assert list(dict.fromkeys(step for *_, step in told)) == ["streets", "cut", "walk"]
    assert [(done, total) for done, total, step in told if step == "walk"] == [(1, 3), (2, 3), (3, 3)]
    assert all(done <= total for done, total, _step in told)


def test_a_number_of_a_pass_is_given_once(street: Street):
    first = open_pass(name="First", by=street.lena)
    assert open_pass(name="Second", by=street.lena).number == first.number + 1
    with pytest.raises(IntegrityError), transaction.atomic(using="organizing"):
        CanvassPass.objects.create(town=first.town, number=first.number, name="At the same moment")
