"""Addresses the phone calls."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
