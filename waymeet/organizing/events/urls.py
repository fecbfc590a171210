"""Events at the desk."""

from django.urls import path

from waymeet.organizing.events import views, views_door, views_outside, views_people

app_name = "events"
event, list_line = "events/<uuid:event_id>", "event-lists/<uuid:attendance_id>"
urlpatterns = [
    path("events", views.coming, name="coming"),
    path("events/past", views.past, name="past"),
    path("events/plan", views.make, name="make"),
    path("events/calls", views_people.calls, name="calls"),
    path("events/calendars", views_outside.calendars, name="calendars"),
    path(event, views.event, name="event"),
    path(f"{event}/change", views.change, name="change"),
    path(f"{event}/call-off", views.call_off, name="call_off"),
    path(f"{event}/closing", views.closing, name="closing"),
    path(f"{event}/take-out", views.export, name="export"),
    path(f"{event}/ask", views_people.ask, name="ask"),
    path(f"{event}/ask/<uuid:contact_id>", views_people.ask_one, name="ask_one"),
    path(f"{event}/ask-many", views_people.ask_many, name="ask_many"),
    path(f"{event}/ask-again", views_people.ask_again, name="ask_again"),
    path(f"{event}/shifts", views_people.shifts, name="shifts"),
    path(f"{event}/needs", views_people.need, name="need"),
    path(f"{event}/access-needs", views_people.access_need, name="access_need"),
    path("event-needs/<uuid:need_id>", views_people.promise, name="promise"),
    path("event-shifts/<uuid:shift_id>/<str:what>", views_people.hand, name="hand"),
    path(f"{list_line}/answer", views_people.answer, name="answer"),
    path(f"{list_line}/called", views_people.called, name="called"),
    path("contacts/<uuid:contact_id>/ask-to", views_people.ask_to, name="ask_to"),
    path(f"{event}/sign-in", views_door.desk, name="desk"),
    path(f"{event}/sign-in/<uuid:contact_id>", views_door.here, name="here"),
    path(f"{event}/somebody", views_door.somebody, name="somebody"),
    path(f"{event}/heads", views_door.heads, name="heads"),
    path(f"{event}/sheet", views_door.sheet, name="sheet"),
    path(f"{event}/paper", views_door.paper, name="paper"),
    path(f"{event}/door", views_door.door, name="door"),
    path(f"{event}/new", views_door.new, name="new"),
    path("slips/<uuid:slip_id>", views_door.see_to, name="see_to"),
    path("circle-names/<uuid:name_id>/take-out", views_door.take_out, name="take_out"),
]
