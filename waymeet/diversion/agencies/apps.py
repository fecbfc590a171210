"""Agencies, as Django sees them."""

from django.apps import AppConfig


class Agencies(AppConfig):
    name = "waymeet.diversion.agencies"
    label = "diversion_agencies"
