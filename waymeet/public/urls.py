"""Addresses of the public site: one for each language, so that every page can be copied as a file."""

from django.urls import path, register_converter

from waymeet.public import views


class Language:
    """The languages releases speak."""

    regex = "en|es"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Language, "language")

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("<language:language>/", views.releases, name="list"),
    path("<language:language>/<uuid:release_id>/", views.release, name="release"),
    path("<language:language>/<uuid:release_id>/chart.svg", views.chart, name="chart"),
    path("<uuid:release_id>/table.csv", views.table, name="table"),
    path("<uuid:release_id>/release.json", views.signed, name="signed"),
]
