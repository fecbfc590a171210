"""Files of participants, as Django sees them."""

from django.apps import AppConfig


class Participants(AppConfig):
    name = "waymeet.care.participants"
    label = "care_participants"
