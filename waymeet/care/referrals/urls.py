"""Referrals at the desk."""

from django.urls import path

from waymeet.care.referrals import views

app_name = "referrals"
urlpatterns = [
    path("referrals", views.page, name="page"),
    path("referrals/offer", views.offer, name="offer"),
    path("referrals/<int:referral_id>", views.one, name="one"),
    path("referrals/<int:referral_id>/go-on", views.go_on, name="go_on"),
    path("referrals/<int:referral_id>/correct", views.correct, name="correct"),
    path("referrals/<int:referral_id>/note", views.note, name="note"),
    path("referrals/<int:referral_id>/note/open", views.open_note, name="open_note"),
]
