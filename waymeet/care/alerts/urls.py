"""Alerts at the desk."""

from django.urls import path

from waymeet.care.alerts import views

app_name = "alerts"
urlpatterns = [
    path("alerts", views.page, name="page"),
    path("alerts/heard", views.hear, name="hear"),
    path("alerts/new", views.new, name="new"),
    path("alerts/<uuid:alert_id>", views.one, name="one"),
    path("alerts/<uuid:alert_id>/change", views.change, name="change"),
    path("alerts/<uuid:alert_id>/throw-away", views.throw_away, name="throw_away"),
    path("alerts/<uuid:alert_id>/sign-off", views.sign_off, name="sign_off"),
    path("alerts/<uuid:alert_id>/end", views.end, name="end"),
]
