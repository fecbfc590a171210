"""What phones take along of the directory."""

from django.urls import path

from waymeet.care.directory import field_api

app_name = "field_directory"
urlpatterns = [path("directory", field_api.package, name="package")]
