"""Turf as Django sees it: the town's streets and doors, passes, turfs and hand-outs."""

from django.apps import AppConfig


class Turf(AppConfig):
    name = "waymeet.organizing.turf"
    label = "organizing_turf"
