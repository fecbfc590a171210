"""The ledger of eligible incidents, at the desk."""

from django.urls import URLPattern

app_name = "incidents"
urlpatterns: list[URLPattern] = []
