"""Desk addresses."""

from django.urls import path

from waymeet.reports.release import views

app_name = "release"
urlpatterns = [
    path("", views.releases, name="list"),
    path("propose", views.propose, name="propose"),
    path("<uuid:release_id>", views.one, name="one"),
    path("<uuid:release_id>/approve", views.approve, name="approve"),
    path("<uuid:release_id>/send-back", views.send_back, name="send_back"),
    path("<uuid:release_id>/publish", views.publish, name="publish"),
    path("<uuid:release_id>/withdraw", views.withdraw, name="withdraw"),
]
