"""Who may look for doubles and join them: whoever brings people in and holds the organizers' keys."""

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May


def check_may(by: Person) -> None:
    check(by, May.BRING_IN_CONTACTS)
    check(by, May.READ_GUARDED)
