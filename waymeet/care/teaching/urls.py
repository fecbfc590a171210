"""Participants' trainings at the desk."""

from django.urls import path

from waymeet.care.teaching import views

app_name = "teaching"
urlpatterns = [
    path("taught", views.page, name="page"),
    path("taught/certificates", views.certificates, name="certificates"),
]
