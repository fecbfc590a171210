"""Who decides, and what was asked of whom, at the desk."""

from django.urls import URLPattern

app_name = "governance"
urlpatterns: list[URLPattern] = []
