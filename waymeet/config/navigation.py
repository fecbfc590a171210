"""The rooms a signed-in person can enter: what the top of every desk page shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May

PLACES = (
    ("organizing", "turf:list", _("Turf"), May.SEE_TURF),
    ("organizing", "turf:town", _("Town"), May.SEE_TOWN),
    ("organizing", "canvass:results", _("Results"), May.SEE_RESULTS),
    ("organizing", "contacts:introductions", _("Introductions"), May.READ_INTRODUCTIONS),
    ("organizing", "contacts:people", _("Contacts"), May.SEE_CONTACTS),
    ("organizing", "one_on_ones:week", _("My week"), May.HOLD_ONE_ON_ONES),
    ("organizing", "events:coming", _("Events"), May.RUN_EVENTS),
    ("organizing", "lists:saved", _("Lists"), May.MAKE_LISTS),
    ("organizing", "messages:sent", _("Messages"), May.WRITE_TO_LISTS),
    ("organizing", "leadership:page", _("Leaders"), May.ASSESS),
    ("organizing", "campaigns:tests", _("Structure tests"), May.RUN_CAMPAIGNS),
    ("organizing", "coalitions:page", _("Coalition and demands"), May.RUN_CAMPAIGNS),
    ("organizing", "tallies:page", _("How it goes"), May.SEE_TALLIES),
    ("organizing", "imports:batches", _("Bring in people"), May.BRING_IN_CONTACTS),
    ("organizing", "duplicates:candidates", _("Twice here?"), May.BRING_IN_CONTACTS),
    ("organizing", "canvass:quarantine", _("Put aside"), May.WORK_QUARANTINE),
    ("care", "naloxone:nights", _("Kit nights"), May.OPEN_NIGHT),
    ("care", "naloxone:handouts", _("Hand-outs"), May.SEE_HANDOUTS),
    ("care", "participants:list", _("Participants"), May.READ_PARTICIPANTS),
    ("care", "supplies:stock", _("Supplies"), May.MANAGE_SUPPLIES),
    ("diversion", "casework:list", _("Cases"), May.READ_CASES),
    ("reports", "release:list", _("Numbers"), May.SEE_RELEASES),
    ("demands", "demands:list", _("Legal demands"), May.HANDLE_DEMANDS),
    ("keeping", "keeping:who_did_what", _("Who did what"), May.READ_AUDIT),
    ("accounts", "trainings:matrix", _("Trainings"), May.KEEP_TRAININGS),
    ("accounts", "accounts:people", _("People"), May.MANAGE_ACCOUNTS),
)


def rooms(request: HttpRequest) -> dict[str, Any]:
    """Template context: `rooms` = [(address, words, is it this one)], by the person's permissions and our sides."""
    person = getattr(request, "person", None)
    if person is None:
        return {"rooms": []}
    open_sides = {*settings.SIDES, "reports", "demands", "keeping", "accounts"}
    shown = []
    for side, name, words, permission in PLACES:
        if side in open_sides and can(person, permission):
            try:
                address = reverse(name)
            except NoReverseMatch:
                continue
            shown.append((address, words, request.path.startswith(address)))
    return {"rooms": shown}
