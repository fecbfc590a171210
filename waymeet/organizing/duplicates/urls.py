"""Duplicates at the desk."""

from django.urls import URLPattern

app_name = "duplicates"
urlpatterns: list[URLPattern] = []
