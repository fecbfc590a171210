"""The page that shows every component, and the switch between languages."""

from django.urls import path
from django.views.i18n import set_language

from waymeet.design import views

app_name = "design"
urlpatterns = [
    path("design", views.page, name="page"),
    path("language", set_language, name="language"),
]
