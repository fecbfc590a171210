"""Coalitions at the desk."""

from django.urls import path

from waymeet.organizing.coalitions import views, views_demands, views_officials

app_name = "coalitions"
one, member = "coalitions/<uuid:coalition_id>", "coalitions/members/<uuid:standing_id>"
demand, target = "coalitions/demand/<uuid:demand_id>", "coalitions/targets/<uuid:target_id>"
official = "coalitions/officials/<uuid:official_id>"
urlpatterns = [
    path("coalitions", views.page, name="page"),
    path("coalitions/begin", views.begin, name="begin"),
    path(one, views.coalition, name="coalition"),
    path(f"{one}/change", views.change, name="change"),
    path(f"{one}/join", views.join, name="join"),
    path(member, views.standing, name="standing"),
    path(f"{member}/change", views.stand, name="stand"),
    path(f"{member}/leave", views.leave, name="leave"),
    path(f"{member}/speaks", views.speaks, name="speaks"),
    path(f"{member}/promise", views.promise, name="promise"),
    path("coalitions/speaks/<uuid:delegate_id>/no-more", views.speaks_no_more, name="speaks_no_more"),
    path("coalitions/promises/<uuid:pledge_id>", views.settle, name="settle"),
    path("coalitions/demand/new", views_demands.begin, name="new_demand"),
    path(demand, views_demands.demand, name="demand"),
    path(f"{demand}/change", views_demands.change, name="change_demand"),
    path(f"{demand}/outcome", views_demands.outcome, name="outcome"),
    path(f"{demand}/number", views_demands.link, name="link"),
    path("coalitions/numbers/<uuid:figure_id>/drop", views_demands.unlink, name="unlink"),
    path(f"{demand}/aim", views_demands.aim, name="aim"),
    path(target, views_demands.target, name="target"),
    path(f"{target}/weigh", views_demands.weigh, name="weigh"),
    path(f"{target}/drop", views_demands.aim_no_more, name="aim_no_more"),
    path("coalitions/positions/<uuid:position_id>/verify", views_demands.verify, name="verify"),
    path("coalitions/officials", views_officials.officials, name="officials"),
    path("coalitions/officials/add", views_officials.add, name="add_official"),
    path("coalitions/officials/bring-in", views_officials.bring_in, name="bring_in"),
    path(official, views_officials.official, name="official"),
    path(f"{official}/change", views_officials.change, name="change_official"),
    path(f"{official}/reach", views_officials.reach, name="reach"),
    path(f"{official}/talk", views_officials.talk, name="talk"),
    path("coalitions/reaches/<uuid:reach_id>/drop", views_officials.reach_no_more, name="reach_no_more"),
    path("coalitions/talks", views_officials.talks, name="talks"),
]
