"""Imports, as Django sees it."""

from django.apps import AppConfig


class Imports(AppConfig):
    name = "waymeet.organizing.imports"
    label = "organizing_imports"
