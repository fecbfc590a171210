"""Case files, as Django sees them."""

from django.apps import AppConfig


class Casework(AppConfig):
    name = "waymeet.diversion.casework"
    label = "diversion_casework"
