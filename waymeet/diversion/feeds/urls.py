"""What agencies publish or send, at the desk."""

from django.urls import path

from waymeet.diversion.feeds import views

app_name = "feeds"
urlpatterns = [
    path("feeds", views.lists, name="list"),
    path("feeds/describe", views.describe, name="describe"),
    path("feeds/columns", views.columns, name="columns"),
    path("feeds/codes", views.codes, name="codes"),
    path("feeds/mappings/<uuid:mapping_id>", views.bring, name="bring"),
    path("feeds/<uuid:snapshot_id>", views.one, name="one"),
    path("feeds/<uuid:snapshot_id>/take-back", views.take_back, name="take_back"),
    path("feeds/agencies/<int:agency_id>/same", views.same, name="same"),
    path("feeds/same/<int:same_id>/undo", views.not_same, name="not_same"),
]
