"""Reversal reports at the desk."""

from django.urls import path

from waymeet.care.reversals import views

app_name = "reversals"
urlpatterns = [
    path("reversals", views.page, name="page"),
    path("reversals/paper", views.paper, name="paper"),
    path("reversals/poster", views.poster, name="poster"),
    path("reversals/poster/new", views.new_poster, name="new_poster"),
    path("reversals/sheet", views.sheet, name="sheet"),
    path("reversals/review", views.review, name="review"),
    path("reversals/review/<int:report_id>", views.come_to, name="come_to"),
    path("reversals/wishes", views.wishes, name="wishes"),
    path("reversals/wishes/<int:wish_id>", views.answered, name="answered"),
]
