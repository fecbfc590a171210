"""Meetings and the clock, at the desk."""

from django.urls import path

from waymeet.diversion.governance import views, views_clock

app_name = "governance"
urlpatterns = [
    path("meetings", views.bodies, name="bodies"),
    path("meetings/seats", views.seats, name="seats"),
    path("meetings/seats/<int:seat_id>/end", views.end_seat, name="end_seat"),
    path("meetings/agencies/add", views.add_agency, name="add_agency"),
    path("meetings/<uuid:meeting_id>", views.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/minutes", views.minutes, name="minutes"),
    path("meetings/<uuid:meeting_id>/move", views.move, name="move"),
    path("meetings/<uuid:meeting_id>/motions/<uuid:motion_id>/vote", views.vote, name="vote"),
    path("meetings/<uuid:meeting_id>/promise", views.promise, name="promise"),
    path("meetings/<uuid:meeting_id>/promises/<uuid:promise_id>/settle", views.settle, name="settle"),
    path("asked", views_clock.clock, name="clock"),
    path("asked/new", views_clock.ask, name="ask"),
    path("asked/clause", views_clock.clause, name="clause"),
    path("asked/<uuid:request_id>", views_clock.one, name="request"),
    path("asked/<uuid:request_id>/show", views_clock.show, name="show"),
]
