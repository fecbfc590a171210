"""Where a poster leads. Short, so that its picture is coarse enough to be scanned from afar."""

from django.urls import path

from waymeet.organizing.events import views_door

app_name = "event_door"
urlpatterns = [path("<uuid:event_id>/<str:code>", views_door.at_the_door, name="sign_in")]
