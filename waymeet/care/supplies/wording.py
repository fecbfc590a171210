"""What people are told of a lot that is called back: the same words on paper, at a code and on a page."""

from django.utils import translation
from django.utils.translation import gettext as _

from waymeet.care.supplies.models import Lot
from waymeet.kernel import clock


def notice_of(lot: Lot) -> str:
    """In the reader's language."""
    return _(
        "The maker has called back %(item)s, lot %(lot)s. If you have one with this number on it, bring it to us "
        "or tell any of our outreach workers: you get another one for it. Nobody asks for your name. "
        "If somebody overdoses and it is the only one there is, use it and call 911."
    ) % {"item": lot.item.shown_as, "lot": lot.number}


def notice_in(language: str, lot: Lot) -> str:
    with translation.override(language):
        return notice_of(lot)


def lot_in_words(lot: Lot) -> str:
    """What our stock knows of a lot whose number somebody told us."""
    about = {"item": lot.item.shown_as, "day": lot.expires_on.isoformat() if lot.expires_on else ""}
    if not lot.expires_on:
        said = _("we know this lot: %(item)s, expiry not written down")
    elif lot.expires_on < clock.today():
        said = _("we know this lot: %(item)s, expired on %(day)s")
    else:
        said = _("we know this lot: %(item)s, expires on %(day)s")
    recalled = _("called back by its maker")
    return f"{said % about}, {recalled}" if lot.recalled_on else said % about
