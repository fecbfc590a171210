"""Officers and case managers at the moment of the offer."""

from django.urls import path

from waymeet.diversion.handoff import views, views_calls

app_name = "handoff"
urlpatterns = [
    path("offer", views.offer, name="offer"),
    path("offer/social", views.social, name="social"),
    path("offer/hand-in", views.hand_in, name="hand_in"),
    path("offer/ready", views.ready, name="ready"),
    path("offer/without-signal", views.without_signal, name="without_signal"),
    path("mine", views.own, name="own"),
    path("calls", views_calls.pages, name="pages"),
    path("calls/rota", views_calls.rota, name="rota"),
    path("calls/rota/<int:duty_id>/end", views_calls.off_call, name="off_call"),
    path("calls/enter", views_calls.enter, name="enter"),
    path("calls/paper", views_calls.paper, name="paper"),
    path("calls/<uuid:call_id>/answer", views_calls.answer, name="answer"),
    path("calls/<uuid:call_id>/arrive", views_calls.arrive, name="arrive"),
    path("calls/<uuid:call_id>/close", views_calls.close, name="close"),
    path("calls/<uuid:call_id>/hand-over", views_calls.hand_over, name="hand_over"),
]
