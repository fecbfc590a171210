"""One-on-ones, as Django sees it."""

from django.apps import AppConfig


class OneOnOnes(AppConfig):
    name = "waymeet.organizing.one_on_ones"
    label = "organizing_one_on_ones"
