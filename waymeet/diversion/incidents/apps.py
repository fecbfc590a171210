"""The ledger of eligible incidents, as Django sees it."""

from django.apps import AppConfig


class Incidents(AppConfig):
    name = "waymeet.diversion.incidents"
    label = "diversion_incidents"
