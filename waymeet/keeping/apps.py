"""The room of the clock and the witness, as Django sees it."""

from django.apps import AppConfig


class Keeping(AppConfig):
    name = "waymeet.keeping"
    label = "keeping"
