"""The room itself, as Django sees it: its audit chain."""

from django.apps import AppConfig


class Organizing(AppConfig):
    name = "waymeet.organizing"
    label = "organizing"
