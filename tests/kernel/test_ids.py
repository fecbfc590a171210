"""Random ids tell nothing; timed ids sort."""

import datetime as dt
import time

from waymeet.kernel import clock, ids


def test_random_ids_are_version_4() -> None:
    assert ids.random_id().version == 4


def test_timed_ids_are_version_7_and_sort_by_when_they_were_made() -> None:
    earlier = ids.timed_id()
    time.sleep(0.002)
    later = ids.timed_id()
    assert earlier.version == later.version == 7
    assert earlier.variant == later.variant == "specified in RFC 4122"
    assert earlier < later


def test_the_first_days_of_january_can_belong_to_the_old_year() -> None:
    assert clock.iso_week(dt.date(2027, 1, 1)) == "2026-W53"
    assert clock.iso_week(dt.date(2026, 11, 23)) == "2026-W48"
