"""Every tally there is, by its name in the address."""

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound
from waymeet.organizing.tallies.commitments import commitments
from waymeet.organizing.tallies.leaders import leaders
from waymeet.organizing.tallies.new_people import new_people
from waymeet.organizing.tallies.one_on_ones import one_on_ones
from waymeet.organizing.tallies.rules import looked_at
from waymeet.organizing.tallies.rungs import rungs
from waymeet.organizing.tallies.tally import Count, Tally
from waymeet.organizing.tallies.turnout import turnout

TALLIES: dict[str, Count] = {
    "new-people": new_people,
    "one-on-ones": one_on_ones,
    "commitments": commitments,
    "turnout": turnout,
    "rungs": rungs,
    "leaders": leaders,
}
# In a small neighborhood a count of leaders tells who was assessed how: these are for whoever assesses.
NEEDS = {"rungs": May.ASSESS, "leaders": May.ASSESS}


def names(*, by: Person) -> list[str]:
    """Those this person may see."""
    check(by, May.SEE_TALLIES)
    return [code for code in TALLIES if can(by, NEEDS.get(code, May.SEE_TALLIES))]


def tally(*, code: str, weeks: int, by: Person) -> Tally:
    """Counted now, over that many weeks back; NotFound for a name that is none, or is not theirs."""
    if code not in names(by=by):
        raise NotFound
    return TALLIES[code](looked_at(weeks, clock.today()))
