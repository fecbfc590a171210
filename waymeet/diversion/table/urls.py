"""The operational group's table, at the desk."""

from django.urls import path

from waymeet.diversion.table import views, views_cases

app_name = "table"
urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("<uuid:meeting_id>", views.screen, name="screen"),
    path("<uuid:meeting_id>/seats", views.seats, name="seats"),
    path("<uuid:meeting_id>/decide", views.decide, name="decide"),
    path("<uuid:meeting_id>/close", views.close, name="close"),
    path("<uuid:meeting_id>/minutes", views.minutes, name="minutes"),
    path("cases/<int:file_id>", views_cases.case, name="case"),
    path("cases/<int:file_id>/release/<slug:agency>", views_cases.offer, name="offer"),
    path("cases/<int:file_id>/releases/<uuid:record>/smaller", views_cases.smaller, name="smaller"),
]
