"""Members, as Django sees it."""

from django.apps import AppConfig


class Members(AppConfig):
    name = "waymeet.organizing.members"
    label = "organizing_members"
