"""One safe number on its whole way: proposed, attacked, reviewed by two, published."""

from waymeet.demo.people import Invited
from waymeet.reports.release.queries import months_to_choose
from waymeet.reports.release.services import approve, propose, publish

SHOWN = ("kits_by_area_and_month", "barrier_id_by_area_and_month")


def release(people: dict[str, Invited]) -> None:
    """Kits, and one barrier, by area and month, for the months that are over."""
    for measure in SHOWN:
        months = sorted(months_to_choose(measure))[-2:]
        if not months:
            continue
        proposed = propose(measure=measure, first_month=months[0], last_month=months[-1], by=people["dee"].person)
        for reviewer in ("okafor", "ivo"):
            approve(release_id=proposed.id, content_hash=proposed.content_hash, by=people[reviewer].person)
        publish(release_id=proposed.id, by=people["dee"].person)
