"""Participants' trainings, as Django sees them."""

from django.apps import AppConfig


class Teaching(AppConfig):
    name = "waymeet.care.teaching"
    label = "care_teaching"
