"""Codes of participants, as Django sees them."""

from django.apps import AppConfig


class Codes(AppConfig):
    name = "waymeet.care.codes"
    label = "care_codes"
