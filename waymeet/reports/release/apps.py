"""Release, as Django sees it."""

from django.apps import AppConfig


class Release(AppConfig):
    name = "waymeet.reports.release"
    label = "reports_release"
