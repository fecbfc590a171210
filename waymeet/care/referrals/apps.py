"""Referrals, as Django sees them."""

from django.apps import AppConfig


class Referrals(AppConfig):
    name = "waymeet.care.referrals"
    label = "care_referrals"
