"""What the first page says of releases."""

from waymeet.accounts.people import Person
from waymeet.reports.release.models import Release
from waymeet.reports.release.rules import State


def releases_to_review(person: Person) -> int:
    """Releases that wait for a review this person can give: not their own, and not reviewed by them yet."""
    waiting = Release.objects.filter(state__in=(State.PROPOSED, State.APPROVED_ONCE))
    return waiting.exclude(proposed_by=person.id).exclude(reviews__by=person.id).count()
