"""The case team's room of files."""

from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import CASEWORK
from waymeet.accounts.roles import May
from waymeet.casefiles.room import Room
from waymeet.diversion.casework import models
from waymeet.diversion.casework.kinds import sealed_by_law
from waymeet.diversion.models import AuditLine

ROOM = Room(
    side="diversion",
    team=CASEWORK,
    permission=May.READ_CASES,
    files=models.CaseFile,
    keys=models.CaseKey,
    records=models.CaseRecord,
    pages=models.CasePage,
    taken=models.TakenUp,
    marks=models.GateMark,
    line=AuditLine,
    urls="casework",
    certificate="case_file",
    heading=_("Cases"),
    lead=_("Participants who said yes to LEAD. Only the case team opens these files."),
    one=_("Case"),
    gone=sealed_by_law,
    beside=("casework", "table"),
)
