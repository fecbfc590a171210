"""The queue of introductions, at the desk."""

from django.urls import path

from waymeet.organizing.contacts import views

app_name = "contacts"
urlpatterns = [
    path("introductions", views.introductions, name="introductions"),
    path("introductions/<uuid:introduction_id>", views.introduction, name="introduction"),
    path("introductions/<uuid:introduction_id>/assign", views.assign, name="assign"),
    path("introductions/<uuid:introduction_id>/state", views.follow_up, name="follow_up"),
    path("introductions/<uuid:introduction_id>/forget", views.forget, name="forget"),
]
