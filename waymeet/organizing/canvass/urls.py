"""Results, coverage, door notes, and what was put aside, at the desk."""

from django.urls import path

from waymeet.organizing.canvass import views, views_aside, views_cut

app_name = "canvass"
urlpatterns = [
    path("turf/cut", views_cut.cut, name="cut"),
    path("turf/cut/at/<str:key>", views_cut.cutting, name="cutting"),
    path("turf/cut/make", views_cut.make, name="make"),
    path("results", views.results, name="results"),
    path("coverage", views.coverage, name="coverage"),
    path("notes", views.notes, name="notes"),
    path("quarantine", views_aside.quarantine, name="quarantine"),
    path("quarantine/<uuid:put_aside_id>/<str:verb>", views_aside.decide, name="decide"),
    path("bundles", views_aside.keep_bundle, name="keep_bundle"),
    path("bundles/open", views_aside.open_bundles, name="open_bundles"),
]
