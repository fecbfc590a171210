"""Members at the desk."""

from django.urls import URLPattern

app_name = "members"
urlpatterns: list[URLPattern] = []
