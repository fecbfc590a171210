"""Coalitions, as Django sees it."""

from django.apps import AppConfig


class Coalitions(AppConfig):
    name = "waymeet.organizing.coalitions"
    label = "organizing_coalitions"
