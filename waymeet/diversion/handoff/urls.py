"""Hand-offs from officers to case managers, at the desk."""

from django.urls import URLPattern

app_name = "handoff"
urlpatterns: list[URLPattern] = []
