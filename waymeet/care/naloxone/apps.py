"""Naloxone, as Django sees it."""

from django.apps import AppConfig


class Naloxone(AppConfig):
    name = "waymeet.care.naloxone"
    label = "care_naloxone"
