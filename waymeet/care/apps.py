"""The room itself, as Django sees it: its audit chain."""

from django.apps import AppConfig


class Care(AppConfig):
    name = "waymeet.care"
    label = "care"
