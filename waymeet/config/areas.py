"""Hands the areas fixed at a town's import from organizing to care: public outlines and door counts, nothing else.

The two sides never import each other; this is the place where everything meets.
"""

from django.conf import settings

from waymeet.accounts.people import OPERATOR


def share() -> int:
    """Give care every area it does not have yet; safe to repeat. Answers how many were new to it."""
    if not {"organizing", "care"} <= set(settings.SIDES):
        return 0
    from waymeet.care.naloxone.services import fix_areas
    from waymeet.organizing.turf.queries.town import area_list

    return fix_areas(areas=[(area.number, area.name, area.doors, area.ring) for area in area_list()], by=OPERATOR)
