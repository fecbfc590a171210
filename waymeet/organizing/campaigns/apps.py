"""Campaigns, as Django sees it."""

from django.apps import AppConfig


class Campaigns(AppConfig):
    name = "waymeet.organizing.campaigns"
    label = "organizing_campaigns"
