"""What staff see of hand-outs, attacked: every table that fits the page and the week's stock, tried one by one."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from waymeet.care.naloxone import rules

LARGEST = {2: 140, 3: 45, 4: 26}


def tables(areas: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every way in which a week's total can lie in so many areas."""
    if areas == 1:
        yield (total,)
        return
    for here in range(total + 1):
        for rest in tables(areas - 1, total - here):
            yield (here, *rest)


def pages(areas: int, total: int) -> dict[tuple[int | None, ...], list[tuple[int, ...]]]:
    """What the page says, and every table for which it says that: the attacker knows the stock and the rule."""
    found = defaultdict(list)
    for table in tables(areas, total):
        found[tuple(rules.shown_week(dict(enumerate(table))).values())].append(table)
    return found


@pytest.mark.parametrize("areas", LARGEST)
def test_no_small_count_can_be_worked_out_from_the_page_and_the_stock(areas: int) -> None:
    hidden = 0
    for total in range(1, LARGEST[areas] + 1):
        for said, fitting in pages(areas, total).items():
            hidden += None in said
            for area in range(areas):
                could_be = {table[area] for table in fitting}
                if not any(0 < count < rules.BANDS[0].stop for count in could_be):
                    continue
                if said[area] is None:  # not even that it is small
                    assert max(could_be) >= rules.BANDS[0].stop, (total, said, area, could_be)
                else:  # perhaps nobody, and as many answers as a release leaves, or as the total allows
                    assert 0 in could_be, (total, said, area, could_be)
                    assert len(could_be) > min(rules.LEAST_DOUBT, total), (total, said, area, could_be)
    assert hidden  # the last resort was really tried


@pytest.mark.parametrize("areas", [3, 8, 23])
def test_in_a_town_of_some_areas_a_usual_week_is_shown(areas: int) -> None:
    counts = dict.fromkeys(range(areas), 0) | {0: 40, 1: 19, 2: 3}
    assert [*rules.shown_week(counts).values()][:3] == [2, 1, 0]


def test_the_edges_of_the_bands_leave_no_count_out() -> None:
    assert [band.start for band in rules.BANDS[1:]] == [band.stop for band in rules.BANDS[:-1]]
    assert [rules.band_of(count) for count in (-4, 0, 10, 11, 25, 26, 50, 51, 100, 101)] == [
        0,
        0,
        0,
        1,
        1,
        2,
        2,
        3,
        3,
        4,
    ]
