"""The participant's own page. Its address says nothing, and the secret is never part of an address."""

from django.urls import path

from waymeet.consent import views

app_name = "consent"
urlpatterns = [
    path("receipt", views.receipt, name="receipt"),
    path("receipt/smaller", views.smaller, name="smaller"),
    path("receipt/take-back", views.take_back, name="take_back"),
    path("receipt/save", views.save, name="save"),
]
