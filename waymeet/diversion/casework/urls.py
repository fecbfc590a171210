"""LEAD case files, at the desk."""

from django.urls import path

from waymeet.casefiles.addresses import addresses
from waymeet.diversion.casework import views
from waymeet.diversion.casework.room import ROOM

app_name = ROOM.urls
urlpatterns = [
    path("lead/begin", views.begin, name="lead_begin"),
    path("lead/begin-handed", views.begin_handed, name="begin_handed"),
    path("<int:file_id>/lead", views.case, name="case"),
    path("<int:file_id>/lead/<slug:kind>", views.write, name="write"),
    path("<int:file_id>/lead/change/<uuid:record>", views.change, name="change"),
    *addresses(ROOM),
]
