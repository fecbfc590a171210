"""The room itself, as Django sees it: its audit chain."""

from django.apps import AppConfig


class Diversion(AppConfig):
    name = "waymeet.diversion"
    label = "diversion"
