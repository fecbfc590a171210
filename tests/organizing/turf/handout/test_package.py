"""What a phone gets for one walk: all it needs, little enough for a bad connection, and nothing else."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from tests.organizing.turf.handout.conftest import Street, person
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
from waymeet.kernel.errors import NotFound
from waymeet.kernel.ids import random_id
from waymeet.organizing.canvass import script
from waymeet.organizing.turf import models
from waymeet.organizing.turf.cutting import Size
from waymeet.organizing.turf.models import Turf
from waymeet.organizing.turf.network import STREET_KINDS
from waymeet.organizing.turf.package import turf_package
from waymeet.organizing.turf.packing import from_deltas, unpack
from waymeet.organizing.turf.queries.town import area_list
from waymeet.organizing.turf.services import handout
from waymeet.organizing.turf.services.town import import_town
from waymeet.organizing.turf.services.turf import Part, cut_turf, open_pass, plan_cut

pytestmark = pytest.mark.django_db(databases=["organizing"])

ALBANY = Path(models.__file__).parents[1] / "data" / "albany.osm.pbf"
KEY = {"epoch": "1", "public": "x" * 44}
SENTENCE = {"en": {"text": "You may call me about this.", "hash": "0" * 64}}
MOST_BYTES = 100_000


def package(turf: Turf, **how) -> dict:
    how = {"organizing_key": KEY, "script": script.DEFAULT, "sentence": SENTENCE, "flags": {}, "last": {}, **how}
    return turf_package(turf.id, **how)


@pytest.mark.deep
def test_85_doors_of_albany_are_small():
    """Buildings, streets, walk, script and all: under 100 kB compressed, and everything lies near the doors."""
    import_town(path=ALBANY, by=OPERATOR)
    lead = person("lena", Role.FIELD_LEAD)
    largest = max(area_list(), key=lambda area: area.doors)
    plan = plan_cut(part=Part(area=largest.number), size=Size(doors=85), leave_out={}, by=lead)
    turfs = cut_turf(pass_id=open_pass(name="", by=lead).id, plan=plan, by=lead)
    for turf in turfs:
        made = package(turf)
        sent = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
        assert len(gzip.compress(sent)) < MOST_BYTES
        assert 75 <= len(made["doors"]) <= 94
        assert made["streets"]
        _near_the_doors(made)


def _near_the_doors(made: dict) -> None:
    doors = np.array([(door["lat"], door["lon"]) for door in made["doors"]])
    low, high = doors.min(axis=0) - 10_000, doors.max(axis=0) + 10_000  # about a kilometre
    rings = [building["ring"] for building in made["buildings"] if building["ring"]]
    for line in (made["path"], *rings):
        points = from_deltas(line)
        assert ((points >= low) & (points <= high)).all()


def test_doors_are_in_walk_order_with_what_is_known_of_them(street: Street):
    turf = street.turf()
    made = package(turf, flags={street.doors[2]: {"dog", "do_not_knock"}}, last={street.doors[1]: "no_answer"})
    assert [door["id"] for door in made["doors"]] == [str(door) for door in street.doors]
    assert [door["label"] for door in made["doors"]][:2] == ["1 Clinton Avenue", "2 Clinton Avenue"]
    assert made["doors"][2]["flags"] == ["do_not_knock", "dog"]
    assert [door["last"] for door in made["doors"]][:3] == ["", "no_answer", ""]
    assert {door["building"] for door in made["doors"]} == {building["id"] for building in made["buildings"]}


def test_lines_come_back_as_they_were_drawn(street: Street):
    (planned,) = plan_cut(part=Part(), size=Size(doors=12), leave_out={}, by=street.lena).turfs
    plan = plan_cut(part=Part(), size=Size(doors=12), leave_out={}, by=street.lena)
    (turf,) = cut_turf(pass_id=open_pass(name="", by=street.lena).id, plan=plan, by=street.lena)
    made = package(turf)
    assert from_deltas(made["path"]).tolist() == unpack(plan.turfs[0].path).tolist()
    assert made["metres"] == round(planned.metres)
    (clinton,) = made["streets"]
    assert clinton["name"] == "Clinton Avenue"
    assert clinton["kind"] in STREET_KINDS


def test_it_says_until_when(street: Street):
    turf = street.turf()
    assert package(turf)["expires"] == ""
    made, _code = handout.hand_out(turf_id=turf.id, by=street.lena)
    assert package(turf)["expires"] == made.expires_at.isoformat()


def test_it_holds_exactly_what_the_phone_is_promised(street: Street):
    made = package(street.turf())
    assert made["version"] == 1
    assert set(made) == {
        "version", "turf", "name", "pass", "town", "expires", "organizing_key", "doors", "buildings", "streets", "path",
        "metres", "minutes", "script", "sentence",
    }  # fmt: skip
    assert set(made["doors"][0]) == {
        "id", "building", "label", "unit", "floor", "street", "lat", "lon", "area", "flags", "last",
    }  # fmt: skip
    json.dumps(made)


def test_no_such_turf(street: Street):
    with pytest.raises(NotFound):
        package(Turf(id=random_id()))
