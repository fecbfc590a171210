"""Where a reversal poster leads. Short, so that its picture is coarse enough to be scanned from afar."""

from django.urls import path

from waymeet.care.reversals import views_public

app_name = "reversal"
urlpatterns = [
    path("<str:code>", views_public.tell, name="tell"),
    path("<str:code>/talk", views_public.talk, name="talk"),
]
