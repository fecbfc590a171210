"""What a legal demand can hold, in words: said here, because the room of demands knows no side by name."""

from django.utils.translation import gettext_lazy as _

# What demands usually name, in words; the rest of what is about people is offered in the words of its own table.
WORDS = {
    "organizing_contacts.Introduction": _("people who asked to be called"),
    "organizing_contacts.Contact": _("people who chose to be known to organizers"),
    "organizing_canvass.Entry": _("what was written down at doors"),
    "care_naloxone.KitHandout": _("kits handed out, by area and week"),
    "care_naloxone.BarrierHeard": _("barriers people named, by area and week"),
    "care_codes.Holder": _("what was handed out under a participant's code"),
    "care_participants.ParticipantFile": _("files of outreach participants"),
    "diversion_casework.CaseFile": _("LEAD case files"),
    "consent.Event": _("what happened to consents"),
    "accounts.Account": _("accounts of people who work here"),
    "demands.Demand": _("legal demands"),
}
