"""Every tally there is, by its name in the address."""

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.organizing.tallies.commitments import commitments
from waymeet.organizing.tallies.new_people import new_people
from waymeet.organizing.tallies.one_on_ones import one_on_ones
from waymeet.organizing.tallies.rules import looked_at
from waymeet.organizing.tallies.tally import Count, Tally

TALLIES: dict[str, Count] = {
    "new-people": new_people,
    "one-on-ones": one_on_ones,
    "commitments": commitments,
}


def tally(*, code: str, weeks: int, by: Person) -> Tally:
    """Counted now, over that many weeks back; KeyError for a name that is none."""
    check(by, May.SEE_TALLIES)
    return TALLIES[code](looked_at(weeks, clock.today()))
