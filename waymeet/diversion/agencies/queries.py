"""Agencies there are."""

from waymeet.diversion.agencies.models import Agency


def agencies() -> list[Agency]:
    """Those that take part, by name."""
    return list(Agency.objects.filter(ended_on=None))


def agency_choices() -> list[tuple[str, str]]:
    """For a form: ids and names, by name."""
    return [(str(one.pk), one.name) for one in agencies()]
