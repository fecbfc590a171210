"""Desk addresses."""

from django.urls import path

from waymeet.keeping import views

app_name = "keeping"
urlpatterns = [
    path("", views.who_did_what, name="who_did_what"),
    path("whole", views.is_it_whole, name="whole"),
    path("compare", views.compare, name="compare"),
    path("witness", views.witness_file, name="witness"),
]
