"""What agencies publish or send, at the desk."""

from django.urls import URLPattern

app_name = "feeds"
urlpatterns: list[URLPattern] = []
