"""Where a survey's poster leads. Short, so that its picture is coarse enough to be scanned from afar."""

from django.urls import path

from waymeet.care.questions import views_public

app_name = "ask"
urlpatterns = [path("<uuid:survey_id>/<str:code>", views_public.answer, name="answer")]
