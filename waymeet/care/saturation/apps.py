"""The planner of kits needed, as Django sees it."""

from django.apps import AppConfig


class Saturation(AppConfig):
    name = "waymeet.care.saturation"
    label = "care_saturation"
