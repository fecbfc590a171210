"""Who decides, and what was asked of whom, as Django sees it."""

from django.apps import AppConfig


class Governance(AppConfig):
    name = "waymeet.diversion.governance"
    label = "diversion_governance"
