"""Hands the areas fixed at a town's import from organizing to care: public outlines and door counts, nothing else.

The two sides never import each other; this is the place where everything meets.
"""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import OPERATOR, Person
from waymeet.kernel.errors import Conflict

BOTH = {"organizing", "care"}


def share() -> int:
    """Give care every area it does not have yet; safe to repeat. Answers how many were new to it."""
    if not set(settings.SIDES) >= BOTH:
        return 0
    from waymeet.care.naloxone.services import fix_areas
    from waymeet.organizing.turf.queries.town import area_list

    return fix_areas(areas=[(area.number, area.name, area.doors, area.ring) for area in area_list()], by=OPERATOR)


def fix_anew(*, by: Person) -> int:
    """Areas by the doors known now, while care has counted nothing. Whatever is refused, care has areas afterwards."""
    if not set(settings.SIDES) >= BOTH:
        raise Conflict(_("Only a server that holds organizing and care can know whether areas are in use."))
    from waymeet.care.naloxone.services import forget_areas
    from waymeet.organizing.turf.services.fixing_areas import fix_areas_anew

    forget_areas(by=by)
    try:
        return fix_areas_anew(by=by)
    finally:
        share()
