"""Duplicates at the desk."""

from django.urls import path

from waymeet.organizing.duplicates import views

app_name = "duplicates"
urlpatterns = [
    path("twice", views.candidates, name="candidates"),
    path("twice/file", views.as_csv, name="as_csv"),
    path("twice/<uuid:candidate>", views.pair, name="pair"),
    path("twice/<uuid:candidate>/two", views.two_people, name="two_people"),
    path("merged", views.merges, name="merges"),
    path("merged/<uuid:merge>", views.merged, name="merged"),
]
