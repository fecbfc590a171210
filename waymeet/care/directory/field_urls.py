"""Later."""

from django.urls import URLPattern

app_name = "xfield_urls"
urlpatterns: list[URLPattern] = []
