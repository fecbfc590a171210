"""Lists at the desk."""

from django.urls import URLPattern

app_name = "lists"
urlpatterns: list[URLPattern] = []
