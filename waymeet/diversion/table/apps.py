"""The operational group's table, as Django sees it."""

from django.apps import AppConfig


class Table(AppConfig):
    name = "waymeet.diversion.table"
    label = "diversion_table"
