"""Reports to funders, at the desk."""

from django.urls import path

from waymeet.care.funders import views

app_name = "funders"
urlpatterns = [
    path("funders", views.every, name="list"),
    path("funders/<slug:funder>/<slug:quarter>", views.report, name="report"),
    path("funders/<slug:funder>/<slug:quarter>/total", views.total, name="total"),
]
