"""Addresses the care half of the phone calls."""

from waymeet.care.naloxone import field_api
from waymeet.kernel.policy import said_by

SHAPES = "The shapes of the API lie in the source code, too."

app_name = "field_care"
urlpatterns = field_api.api.urls[0]
said_by(urlpatterns, vars(field_api), open_to_all={"api-root": SHAPES, "openapi-json": SHAPES})
