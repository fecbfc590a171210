"""Later."""

from django.urls import URLPattern

app_name = "xpublic_urls"
urlpatterns: list[URLPattern] = []
