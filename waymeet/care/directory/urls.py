"""The directory at the desk."""

from django.urls import path

from waymeet.care.directory import views, views_in

app_name = "directory"
urlpatterns = [
    path("directory", views.search, name="search"),
    path("directory/map.svg", views.map_picture, name="map"),
    path("directory/pocket", views.pocket_list, name="pocket"),
    path("directory/add", views.add, name="add"),
    path("directory/in", views_in.bring_in, name="in"),
    path("directory/in/file/<str:key>", views_in.look, name="look"),
    path("directory/in/<uuid:batch_id>", views_in.batch, name="batch"),
    path("directory/in/<uuid:batch_id>/undo", views_in.undo, name="undo"),
    path("directory/out", views_in.out, name="out"),
    path("directory/<uuid:service_id>", views.service, name="service"),
    path("directory/<uuid:service_id>/door", views.door, name="door"),
    path("directory/<uuid:service_id>/change", views.change, name="change"),
    path("directory/<uuid:service_id>.json", views.as_json, name="json"),
]
