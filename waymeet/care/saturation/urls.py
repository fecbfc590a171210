"""Kits needed against kits handed out, at the desk."""

from django.urls import path

from waymeet.care.saturation import views

app_name = "saturation"
urlpatterns = [
    path("kits-needed", views.page, name="page"),
    path("kits-needed/curves", views.bring_curves, name="bring_curves"),
    path("kits-needed/curves/<uuid:file_id>/take-away", views.take_curves_away, name="take_curves_away"),
]
