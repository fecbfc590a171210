"""Addresses the care half of the phone calls."""

from waymeet.care.naloxone.field_api import api

app_name = "field_care"
urlpatterns = api.urls[0]
