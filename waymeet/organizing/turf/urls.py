"""Town and turf, at the desk."""

from django.urls import path

from waymeet.organizing.turf import views, views_addresses, views_town

app_name = "turf"
urlpatterns = [
    path("town", views_town.town, name="town"),
    path("town/streets.svg", views_town.streets, name="streets"),
    path("town/areas/<int:number>", views_town.area, name="area"),
    path("town/imports/<uuid:run>", views_town.problems, name="problems"),
    path("town/addresses", views_addresses.addresses, name="addresses"),
    path("town/addresses/<str:key>", views_addresses.addresses_columns, name="addresses_columns"),
    path("turf", views.turfs, name="list"),
    path("turf/passes/<uuid:pass_id>/notes", views.allow_notes, name="allow_notes"),
    path("turf/passes/<uuid:pass_id>/close", views.close_pass, name="close_pass"),
    path("turf/<uuid:turf_id>", views.turf, name="turf"),
    path("turf/<uuid:turf_id>/hand-out", views.hand_out, name="hand_out"),
    path("turf/<uuid:turf_id>/call-back", views.call_back, name="call_back"),
    path("turf/<uuid:turf_id>/close", views.close, name="close"),
]
