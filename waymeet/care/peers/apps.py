"""Peers, as Django sees them."""

from django.apps import AppConfig


class Peers(AppConfig):
    name = "waymeet.care.peers"
    label = "care_peers"
