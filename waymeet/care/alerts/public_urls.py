"""Where everybody reads what hangs now. One address that never changes: it can stand on every card and poster."""

from django.urls import path

from waymeet.care.alerts import views_public

app_name = "alert"
urlpatterns = [path("alerts", views_public.now, name="now")]
