"""The register of questions, as Django sees it."""

from django.apps import AppConfig


class Questions(AppConfig):
    name = "waymeet.care.questions"
    label = "care_questions"
