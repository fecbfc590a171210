"""Legal demands, as Django sees them."""

from django.apps import AppConfig


class Demands(AppConfig):
    name = "waymeet.demands"
    label = "demands"
