"""Trainings at the desk."""

from django.urls import path

from waymeet.accounts.trainings import views

app_name = "trainings"
urlpatterns = [
    path("trainings", views.matrix, name="matrix"),
    path("trainings/begin", views.begin, name="begin"),
    path("trainings/sessions", views.session, name="session"),
    path("trainings/sessions/<uuid:session_id>/take-back", views.take_back, name="take_back"),
    path("trainings/courses", views.courses, name="courses"),
    path("trainings/courses/<uuid:course_id>", views.course, name="course"),
    path("account/trainings", views.mine, name="mine"),
    path("account/trainings/show", views.show, name="show"),
    path("account/trainings/<uuid:training_id>/remove", views.drop, name="drop"),
]
