"""Alerts, as Django sees them."""

from django.apps import AppConfig


class Alerts(AppConfig):
    name = "waymeet.care.alerts"
    label = "care_alerts"
