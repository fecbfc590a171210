"""Codes of participants, at the desk. No code ever stands in an address."""

from django.urls import path

from waymeet.care.codes import views

app_name = "codes"
urlpatterns = [
    path("codes", views.page, name="page"),
    path("codes/find", views.find, name="find"),
    path("codes/begin", views.begin, name="begin"),
    path("codes/again", views.again, name="again"),
    path("codes/take-in", views.take_in, name="take_in"),
    path("codes/cards", views.cards, name="cards"),
    path("codes/funder", views.funder, name="funder"),
    path("codes/<int:holder_id>", views.held, name="held"),
    path("codes/<int:holder_id>/phrase", views.phrase, name="phrase"),
    path("codes/<int:holder_id>/learned", views.learned, name="learned"),
    path("codes/<int:holder_id>/learned/<int:learned_id>/out", views.unlearned, name="unlearned"),
    path("codes/<int:holder_id>/notices", views.notices, name="notices"),
    path("codes/<int:holder_id>/replace", views.replace, name="replace"),
    path("codes/<int:holder_id>/join", views.join, name="join"),
    path("codes/<int:holder_id>/apart", views.apart, name="apart"),
    path("codes/<int:holder_id>/forget", views.forget, name="forget"),
]
