"""The published closed form: its own figures come out, its band is always around the middle, and bad files are named."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import waymeet
from waymeet.care.saturation import rules
from waymeet.kernel.errors import BadInput

FILE = Path(waymeet.__path__[0]) / "care" / "saturation" / "data" / "naloxone_saturation_coefficients.csv"
STATES = {state.name: state for state in rules.read(FILE.read_text(encoding="utf-8").splitlines())}
HEAD = "state,epidemic_type,kind,a,b,a_lower,b_lower,a_upper,b_upper"


@pytest.mark.parametrize(
    ("state", "kits"),
    [("New York", 106_781), ("Massachusetts", 50_015), ("Rhode Island", 3_526), ("Illinois", 158_350)],
)
def test_eighty_percent_is_what_the_study_comes_to_and_lies_in_its_band(state, kits):
    band = rules.whole(STATES[state].kits_for(0.8))
    assert band.middle == kits
    assert band.low < kits < band.high


def test_the_published_interval_for_new_york_comes_out():
    """Irvine et al.: 195,896 kits a year, 94.8 % (76.4 to 99.0)."""
    band = STATES["New York"].share(195_896)
    assert [round(100 * part, 1) for part in (band.middle, band.low, band.high)] == [94.8, 76.4, 99.0]


def test_every_state_of_the_file_has_a_band_and_says_whether_it_was_modelled():
    assert len(STATES) == 50
    assert all(state.lower or state.upper for state in STATES.values())
    assert STATES["Illinois"].modelled
    assert not STATES["New York"].modelled
    assert STATES["Colorado"].kits_for(0.8).low is None, "no upper curve: the low end is not known"


@given(st.sampled_from(sorted(STATES)), st.floats(0.01, 0.99))
def test_a_share_asked_for_is_the_share_that_comes_back(name, share):
    state = STATES[name]
    kits = state.kits_for(share)
    assert math.isclose(state.share(kits.middle).middle, max(share, state.share(0).middle), abs_tol=1e-9)
    assert kits.low is None or kits.low <= kits.middle
    assert kits.high is None or kits.middle <= kits.high


@given(
    st.floats(0, 2),
    st.floats(1e-7, 1e-2),
    st.floats(0.1, 1),
    st.floats(1, 10),
    st.floats(0.01, 0.99),
    st.floats(0.001, 1),
)
def test_it_works_for_a_place_not_named_here(a, b, lower, upper, share, part):
    rows = [HEAD, f"Elsewhere,Fentanyl,model,{a},{b},{a * lower},{b * lower},{a * upper},{b * upper}"]
    (state,) = rules.read(rows)
    band = state.kits_for(share).times(part)
    assert band.low <= band.middle <= band.high
    drawn = rules.picture(state, target=share, factor=part, own=100)
    assert "nan" not in drawn.band + drawn.middle
    assert 0 <= drawn.own_x <= 100


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("Elsewhere,x,model,nan,nan,1,1,1,1", 2),
        ("Elsewhere,x,model,0,0,1,1,1,1", 2),
        ("Elsewhere,x,model,0,ten,1,1,1,1", 2),
        ("Elsewhere,x,model,0,-1,1,1,1,1", 2),
        ("Elsewhere,x,model,0,inf,1,1,1,1", 2),
        ("Elsewhere,x,guess,0,1,1,1,1,1", 2),
        (",x,model,0,1,1,1,1,1", 2),
        ("Elsewhere,x,model,0,1,nan,nan,nan,nan", 2),
        ("Elsewhere,x,model,0,1", 2),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_nothing_is_taken(row, line):
    with pytest.raises(BadInput) as refused:
        rules.read([HEAD, row])
    assert refused.value.row == line


def test_a_file_without_a_column_without_states_or_with_one_twice_is_refused():
    with pytest.raises(BadInput) as refused:
        rules.read(["state,kind,a", "Elsewhere,model,1"])
    assert refused.value.column == "b"
    row = "Elsewhere,x,model,0,1,0,1,0,1"
    for rows in ([HEAD], [HEAD, row, row], []):
        with pytest.raises(BadInput):
            rules.read(rows)
