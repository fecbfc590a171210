"""The week on the phone, at the desk."""

from django.urls import path

from waymeet.organizing.week import views

app_name = "week"
urlpatterns = [
    path("lists/<uuid:list_id>/take-along", views.take_along, name="take_along"),
    path("lists/<uuid:list_id>/leave-here", views.leave_here, name="leave_here"),
]
