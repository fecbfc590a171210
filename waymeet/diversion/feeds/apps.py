"""What agencies publish or send, as Django sees it."""

from django.apps import AppConfig


class Feeds(AppConfig):
    name = "waymeet.diversion.feeds"
    label = "diversion_feeds"
