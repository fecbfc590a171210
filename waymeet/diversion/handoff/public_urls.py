"""The program that keeps an empty form on an officer's phone. It lies at the top so that it may serve pages below."""

from django.urls import path

from waymeet.diversion.handoff import views

app_name = "kept"
urlpatterns = [path("offer-worker.js", views.worker, name="worker")]
