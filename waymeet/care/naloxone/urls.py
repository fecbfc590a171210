"""Kit nights and hand-outs, at the desk."""

from django.urls import path

from waymeet.care.naloxone import views, views_lots, views_settings

app_name = "naloxone"
urlpatterns = [
    path("nights", views.nights, name="nights"),
    path("nights/open", views.open_night, name="open_night"),
    path("nights/pool", views.open_pool, name="open_pool"),
    path("nights/paper", views.paper, name="paper"),
    path("handouts", views.handouts, name="handouts"),
    path("handouts/settings", views_settings.page, name="settings"),
    path("notes", views.notes, name="notes"),
    path("handouts/lots/<uuid:lot_id>", views_lots.areas, name="lot_areas"),
]
