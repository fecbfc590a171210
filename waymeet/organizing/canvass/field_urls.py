"""Addresses the organizing half of the phone calls."""

from waymeet.kernel.policy import said_by
from waymeet.organizing.canvass import field_api

SHAPES = "The shapes of the API lie in the source code, too."

app_name = "field_organizing"
urlpatterns = field_api.api.urls[0]
said_by(urlpatterns, vars(field_api), open_to_all={"api-root": SHAPES, "openapi-json": SHAPES})
