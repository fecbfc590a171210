"""Hand-offs from officers to case managers, as Django sees it."""

from django.apps import AppConfig


class Handoff(AppConfig):
    name = "waymeet.diversion.handoff"
    label = "diversion_handoff"
