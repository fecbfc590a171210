"""Tallies at the desk."""

from django.urls import path

from waymeet.organizing.tallies import views

app_name = "tallies"
urlpatterns = [path("tallies", views.page, name="page")]
