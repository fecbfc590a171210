"""Hands the areas fixed at a town's import from organizing to the other sides: public outlines and door counts only.

The sides never import each other; this is the place where everything meets.
"""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import OPERATOR, Person
from waymeet.kernel.errors import Conflict

BOTH = {"organizing", "care"}


def share() -> int:
    """Give care and diversion every area they do not have yet; safe to repeat. Answers how many were new to care."""
    if "organizing" not in settings.SIDES:
        return 0
    from waymeet.organizing.turf.queries.town import area_list

    areas = [(area.number, area.name, area.doors, area.ring) for area in area_list()]
    if "diversion" in settings.SIDES:
        from waymeet.diversion.incidents import services as ledger

        ledger.fix_areas(areas=areas, by=OPERATOR)
    if "care" not in settings.SIDES:
        return 0
    from waymeet.care.naloxone.services import fix_areas

    return fix_areas(areas=areas, by=OPERATOR)


def fix_anew(*, by: Person) -> int:
    """Areas by the doors known now, while nothing was counted by them. If refused, areas are there afterwards too."""
    if not set(settings.SIDES) >= BOTH:
        raise Conflict(_("Only a server that holds organizing and care can know whether areas are in use."))
    from waymeet.care.naloxone.services import forget_areas
    from waymeet.organizing.turf.services.fixing_areas import fix_areas_anew

    if "diversion" in settings.SIDES:
        from waymeet.diversion.incidents import services as ledger

        if not ledger.forget_areas(by=by):
            raise Conflict(_("Incidents are counted by these areas already. They stay as they are."))
    try:
        forget_areas(by=by)
        return fix_areas_anew(by=by)
    finally:
        share()
