"""Reversal reports, as Django sees them."""

from django.apps import AppConfig


class Reversals(AppConfig):
    name = "waymeet.care.reversals"
    label = "care_reversals"
