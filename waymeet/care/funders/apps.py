"""Reports to funders, as Django sees them."""

from django.apps import AppConfig


class Funders(AppConfig):
    name = "waymeet.care.funders"
    label = "care_funders"
