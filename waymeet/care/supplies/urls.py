"""Supplies: quantities, never people or places."""

from django.urls import path, register_converter

from waymeet.care.supplies import views, views_estimates, views_places, views_stock
from waymeet.design.days import DayConverter

register_converter(DayConverter, "day")

app_name = "supplies"
urlpatterns = [
    path("supplies", views.stock, name="stock"),
    path("supplies/programs", views.add_program, name="add_program"),
    path("supplies/items", views.add_item, name="add_item"),
    path("supplies/night", views.choose_night, name="choose_night"),
    path("supplies/night/<uuid:program_id>/<day:day>", views.night, name="night"),
    path("supplies/on-hand", views_stock.on_hand, name="on_hand"),
    path("supplies/places", views_stock.add_place, name="add_place"),
    path("supplies/places/<uuid:place_id>", views_stock.place, name="place"),
    path("supplies/places/<uuid:place_id>/close", views_places.close_place, name="close_place"),
    path("supplies/places/<uuid:place_id>/open", views_places.open_place, name="open_place"),
    path("supplies/estimates", views_estimates.estimates, name="estimates"),
    path("supplies/returns", views_estimates.returns, name="returns"),
    path("supplies/parts", views_stock.set_part, name="set_part"),
    path("supplies/levels", views_stock.set_level, name="set_level"),
    path("supplies/transfers/<uuid:transfer_id>", views_stock.transfer, name="transfer"),
    path("supplies/orders", views_stock.orders, name="orders"),
    path("supplies/orders/<uuid:order_id>/cancel", views_stock.cancel_order, name="cancel_order"),
    path("supplies/recalls", views_stock.recalls, name="recalls"),
    path("supplies/recalls/<uuid:lot_id>", views_stock.recall, name="recall"),
    path("supplies/recalls/<uuid:lot_id>/<uuid:place_id>/done", views_stock.recalled_here, name="recalled_here"),
    path("supplies/recalls/<uuid:lot_id>/call-off", views_stock.call_off, name="call_off"),
]
