"""Supplies, as Django sees it."""

from django.apps import AppConfig


class Supplies(AppConfig):
    name = "waymeet.care.supplies"
    label = "care_supplies"
