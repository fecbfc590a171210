"""Events for everybody: a list in two languages, calendars, one event as a file."""

from django.urls import path

from waymeet.organizing.events import views_outside as views

app_name = "public_events"
urlpatterns = [
    path("events/", views.public_home, name="home"),
    path("events/en/", views.public_list, {"language": "en"}, name="en"),
    path("events/es/", views.public_list, {"language": "es"}, name="es"),
    path("events/calendar.ics", views.public_calendar, name="calendar"),
    path("events/<uuid:event_id>.ics", views.public_event, name="event"),
    path("calendars/<str:secret>.ics", views.own_calendar, name="own"),
]
