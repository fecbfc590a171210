"""Campaigns at the desk."""

from django.urls import path

from waymeet.organizing.campaigns import views

app_name = "campaigns"
test = "structure-tests/<uuid:test_id>"
urlpatterns = [
    path("structure-tests", views.tests, name="tests"),
    path("structure-tests/plan", views.plan, name="plan"),
    path("structure-tests/units/<uuid:unit_id>", views.wall, name="wall"),
    path(test, views.one, name="one"),
    path(f"{test}/count", views.count, name="count"),
    path(f"{test}/also", views.also, name="also"),
    path(f"{test}/people/<uuid:contact_id>", views.mark, name="mark"),
    path(f"{test}/people/<uuid:contact_id>/moved", views.moved, name="moved"),
]
