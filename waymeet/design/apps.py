"""The look, as Django sees them."""

from django.apps import AppConfig


class Design(AppConfig):
    name = "waymeet.design"
    label = "design"
