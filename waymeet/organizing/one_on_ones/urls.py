"""One-on-ones at the desk."""

from django.urls import path

from waymeet.organizing.one_on_ones import views

app_name = "one_on_ones"
one, person = "one-on-ones/<uuid:one_on_one>", "contacts/<uuid:contact_id>"
urlpatterns = [
    path("one-on-ones", views.week, name="week"),
    path(f"{person}/plan", views.plan, name="plan"),
    path(f"{person}/go-along", views.go_along, name="go_along"),
    path(one, views.one, name="one"),
    path(f"{one}/put-off", views.put_off, name="put_off"),
    path("commitments/<uuid:commitment>/settle", views.settle, name="settle"),
]
