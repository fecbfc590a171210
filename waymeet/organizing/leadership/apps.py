"""Leadership, as Django sees it."""

from django.apps import AppConfig


class Leadership(AppConfig):
    name = "waymeet.organizing.leadership"
    label = "organizing_leadership"
