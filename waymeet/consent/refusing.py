"""Why a consent cannot be offered like this, in one sentence each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from waymeet.consent.rules import Refusal

WORDS: dict[Refusal, Any] = {
    Refusal.RECIPIENT: _("Choose another team, or a place outside, that can be told."),
    Refusal.CLASSES: _("Choose what is told from the list for this team."),
    Refusal.PURPOSE: _("Choose what it is for from the list for this team."),
    Refusal.OWN_DOCUMENT: _("This needs a consent of its own, on a sheet of its own. Offer it apart from the rest."),
    Refusal.PROCEEDINGS: _("A consent for a court case stands alone: records for the case, and nothing else."),
    Refusal.AT_THE_TABLE: _("This is not spoken of at a table of several agencies. Leave it out, or offer it apart."),
    Refusal.OVER: _("Choose a last day that is not over yet."),
    Refusal.TOO_LONG: _("A consent can last a year at most. Choose an earlier day."),
    Refusal.NOT_SMALLER: _("A consent can only be made smaller. To add something, offer it anew."),
}
