"""Leadership at the desk."""

from django.urls import path

from waymeet.organizing.leadership import views, views_ladder, views_people

app_name = "leadership"
person = "contacts/<uuid:contact_id>"
urlpatterns = [
    path("leaders", views.page, name="page"),
    path("leaders/map", views.follow, name="map"),
    path("leaders/turnout", views.turnout, name="turnout"),
    path("leaders/coverage", views.coverage, name="coverage"),
    path("leaders/settle", views_ladder.settle, name="settle"),
    path("leaders/ladder", views_ladder.ladder, name="ladder"),
    path("leaders/ladder/change", views_ladder.change, name="change_ladder"),
    path("leaders/rungs/<slug:key>", views_ladder.rung, name="rung"),
    path(f"{person}/assess", views_people.assess, name="assess"),
    path(f"{person}/rung", views_people.stand, name="stand"),
    path(f"{person}/rung/by-the-rules", views_people.stand_by_the_rules, name="stand_by_the_rules"),
    path(f"{person}/lead", views_people.lead, name="lead"),
    path(f"{person}/led/no-more", views_people.lead_no_more, name="lead_no_more"),
    path(f"{person}/led/talked", views_people.talked, name="talked"),
]
