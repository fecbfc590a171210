"""Addresses a phone calls for its week."""

from waymeet.kernel.policy import said_by
from waymeet.organizing.canvass.field_urls import SHAPES
from waymeet.organizing.week import field_api

app_name = "field_week"
urlpatterns = field_api.api.urls[0]
said_by(urlpatterns, vars(field_api), open_to_all={"api-root": SHAPES, "openapi-json": SHAPES})
