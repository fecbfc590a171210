"""Where everybody reads what was asked of agencies. One address that never changes."""

from django.urls import path

from waymeet.diversion.governance import views_clock

app_name = "owed"
urlpatterns = [path("asked-of-agencies", views_clock.public, name="now")]
