"""The room itself, as Django sees it: its audit chain."""

from django.apps import AppConfig


class Consent(AppConfig):
    name = "waymeet.consent"
    label = "consent"
