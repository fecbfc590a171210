"""Where a slip leads. Short enough to be typed; the code is never part of it."""

from django.urls import path

from waymeet.care.referrals import views_public

app_name = "went"
urlpatterns = [path("went", views_public.ask, name="ask"), path("went/say", views_public.say, name="say")]
