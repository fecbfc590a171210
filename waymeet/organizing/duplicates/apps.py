"""Duplicates, as Django sees it."""

from django.apps import AppConfig


class Duplicates(AppConfig):
    name = "waymeet.organizing.duplicates"
    label = "organizing_duplicates"
