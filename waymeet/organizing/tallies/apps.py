"""Tallies, as Django sees it."""

from django.apps import AppConfig


class Tallies(AppConfig):
    name = "waymeet.organizing.tallies"
    label = "organizing_tallies"
