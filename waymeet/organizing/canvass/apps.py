"""Canvass, as Django sees it."""

from django.apps import AppConfig


class Canvass(AppConfig):
    name = "waymeet.organizing.canvass"
    label = "organizing_canvass"
