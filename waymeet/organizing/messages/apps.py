"""Messages, as Django sees it."""

from django.apps import AppConfig


class Messages(AppConfig):
    name = "waymeet.organizing.messages"
    label = "organizing_messages"
