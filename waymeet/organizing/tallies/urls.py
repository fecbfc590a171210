"""Tallies at the desk."""

from django.urls import URLPattern

app_name = "tallies"
urlpatterns: list[URLPattern] = []
