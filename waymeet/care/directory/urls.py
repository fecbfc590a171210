"""Later."""

from django.urls import URLPattern

app_name = "xurls"
urlpatterns: list[URLPattern] = []
