"""Lists, as Django sees it."""

from django.apps import AppConfig


class Lists(AppConfig):
    name = "waymeet.organizing.lists"
    label = "organizing_lists"
