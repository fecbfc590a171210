"""Events, as Django sees it."""

from django.apps import AppConfig


class Events(AppConfig):
    name = "waymeet.organizing.events"
    label = "organizing_events"
