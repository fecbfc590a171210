"""Desk addresses."""

from django.urls import URLPattern

app_name = "naloxone"
urlpatterns: list[URLPattern] = []
