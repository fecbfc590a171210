"""Campaigns at the desk."""

from django.urls import URLPattern

app_name = "campaigns"
urlpatterns: list[URLPattern] = []
