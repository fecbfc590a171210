"""Trainings, as Django sees them."""

from django.apps import AppConfig


class Trainings(AppConfig):
    name = "waymeet.accounts.trainings"
    label = "trainings"
