"""Peers, at the desk and on a phone's browser."""

from django.urls import path

from waymeet.care.peers import views, views_bulk

app_name = "peers"
urlpatterns = [
    path("peers", views.own, name="own"),
    path("peers/stipends", views.stipends, name="stipends"),
    path("peers/stipends/<int:stipend_id>/paid", views.paid, name="paid"),
    path("peers/bulk", views_bulk.page, name="bulk"),
    path("peers/debriefs", views.debriefs, name="debriefs"),
]
