"""The directory, as Django sees it."""

from django.apps import AppConfig


class Directory(AppConfig):
    name = "waymeet.care.directory"
    label = "care_directory"
