"""Bringing in lists of people at the desk."""

from django.urls import path

from waymeet.organizing.imports import views

app_name = "imports"
urlpatterns = [
    path("lists-in", views.batches, name="batches"),
    path("lists-in/file/<str:key>", views.columns, name="columns"),
    path("lists-in/undoing/<str:key>", views.being_undone, name="undoing"),
    path("lists-in/<uuid:batch_id>", views.batch, name="batch"),
    path("lists-in/<uuid:batch_id>/to-mend", views.to_mend, name="to_mend"),
    path("lists-in/<uuid:batch_id>/undo", views.undo, name="undo"),
]
