"""Outreach's room of files."""

from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import PARTICIPANTS
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.participants import models
from waymeet.casefiles.room import Room

ROOM = Room(
    side="care",
    team=PARTICIPANTS,
    permission=May.READ_PARTICIPANTS,
    files=models.ParticipantFile,
    keys=models.ParticipantKey,
    records=models.ParticipantRecord,
    pages=models.ParticipantPage,
    taken=models.TakenUp,
    marks=models.GateMark,
    line=AuditLine,
    urls="participants",
    certificate="participant_file",
    heading=_("Participants"),
    lead=_("People who want us to remember them. Nobody has to give a name, and kits need no file."),
    one=_("Participant"),
)
