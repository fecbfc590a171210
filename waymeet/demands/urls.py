"""Desk addresses."""

from django.urls import path

from waymeet.demands import views, views_paper

app_name = "demands"
urlpatterns = [
    path("", views.demands, name="list"),
    path("new", views.new, name="new"),
    path("at-the-door", views_paper.at_the_door, name="at_the_door"),
    path("answer", views_paper.answer, name="answer"),
    path("<uuid:demand_id>", views.one, name="one"),
    path("<uuid:demand_id>/attach", views_paper.attach, name="attach"),
    path("<uuid:demand_id>/papers/<uuid:paper_id>", views_paper.paper, name="paper"),
    path("<uuid:demand_id>/decide", views.decide, name="decide"),
    path("<uuid:demand_id>/approve", views.approve, name="approve"),
    path("<uuid:demand_id>/hand-over", views_paper.hand_over, name="hand_over"),
    path("<uuid:demand_id>/hold", views.hold, name="hold"),
    path("<uuid:demand_id>/close", views.close, name="close"),
]
