"""Contacts, as Django sees it."""

from django.apps import AppConfig


class Contacts(AppConfig):
    name = "waymeet.organizing.contacts"
    label = "organizing_contacts"
