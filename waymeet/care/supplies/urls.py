"""Supplies: quantities, never people or places."""

from django.urls import path, register_converter

from waymeet.care.supplies import views
from waymeet.design.days import DayConverter

register_converter(DayConverter, "day")

app_name = "supplies"
urlpatterns = [
    path("supplies", views.stock, name="stock"),
    path("supplies/programs", views.add_program, name="add_program"),
    path("supplies/items", views.add_item, name="add_item"),
    path("supplies/night", views.choose_night, name="choose_night"),
    path("supplies/night/<uuid:program_id>/<day:day>", views.night, name="night"),
]
