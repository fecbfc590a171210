"""Public, as Django sees it."""

from django.apps import AppConfig


class Public(AppConfig):
    name = "waymeet.public"
    label = "public"
