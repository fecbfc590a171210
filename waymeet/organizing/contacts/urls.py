"""The queue of introductions, at the desk."""

from django.urls import path

from waymeet.organizing.contacts import views, views_hand_offs

app_name = "contacts"
urlpatterns = [
    path("introductions", views.introductions, name="introductions"),
    path("introductions/add", views.add, name="add"),
    path("introductions/<uuid:introduction_id>", views.introduction, name="introduction"),
    path("introductions/<uuid:introduction_id>/assign", views.assign, name="assign"),
    path("introductions/<uuid:introduction_id>/state", views.follow_up, name="follow_up"),
    path("introductions/<uuid:introduction_id>/forget", views.forget, name="forget"),
    path("hand-offs", views_hand_offs.hand_offs, name="hand_offs"),
    path("hand-offs/offer", views_hand_offs.offer, name="offer"),
    path("hand-offs/<uuid:hand_off_id>", views_hand_offs.hand_off, name="hand_off"),
    path("hand-offs/<uuid:hand_off_id>/yes", views_hand_offs.grant, name="grant"),
    path("hand-offs/<uuid:hand_off_id>/no", views_hand_offs.decline, name="decline"),
    path("hand-offs/<uuid:hand_off_id>/take-back", views_hand_offs.take_back, name="take_back"),
]
