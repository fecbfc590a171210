"""Addresses the organizing half of the phone calls."""

from waymeet.organizing.canvass.field_api import api

app_name = "field_organizing"
urlpatterns = api.urls[0]
