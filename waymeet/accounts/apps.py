"""Accounts, as Django sees them."""

from django.apps import AppConfig


class Accounts(AppConfig):
    name = "waymeet.accounts"
    label = "accounts"
