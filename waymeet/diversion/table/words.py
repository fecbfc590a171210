"""Agencies and decisions in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from waymeet.diversion.table.rules import US, Agency, Decision

AGENCIES: dict[str, Any] = {
    Agency.POLICE: _("police"),
    Agency.SHERIFF: _("sheriff"),
    Agency.PROSECUTOR: _("liaison prosecutor"),
    Agency.DEFENDER: _("public defender"),
    Agency.ALTERNATE_DEFENDER: _("alternate public defender"),
    Agency.MENTAL_HEALTH: _("department of mental health"),
    Agency.TREATMENT: _("treatment provider"),
    Agency.HOUSING: _("housing provider"),
    Agency.HOSPITAL: _("hospital"),
    Agency.CIVIL_RIGHTS: _("civil rights advocates"),
}
OWNERS: dict[str, Any] = {US: _("the case team"), **AGENCIES}
DECISIONS: dict[str, Any] = {
    Decision.HOLD_CHARGE: _("hold a charge"),
    Decision.NOT_FILED: _("do not file a charge"),
    Decision.RECALL_WARRANT: _("ask to have a warrant recalled"),
    Decision.COURT_DATE: _("co-ordinate a court date or another case"),
    Decision.HOUSING: _("offer a place to live"),
    Decision.TREATMENT: _("offer a place in treatment"),
    Decision.NOT_YET: pgettext_lazy("at the table", "no decision yet"),
}


def listed(agencies: Any) -> str:
    """Agencies in words, in their fixed order."""
    return ", ".join(str(words) for code, words in AGENCIES.items() if code in set(agencies))
