"""The page that shows every component, and the switch between languages."""

from django.urls import path
from django.views.i18n import set_language

from waymeet.design import views
from waymeet.kernel.policy import anybody

app_name = "design"
urlpatterns = [
    path("design", views.page, name="page"),
    path("words", views.words, name="words"),
    path(
        "language",
        anybody("A page is read in one's own language before anybody signs in.")(set_language),
        name="language",
    ),
]
