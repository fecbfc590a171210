"""Messages at the desk, and what comes back from outside."""

from django.urls import path

from waymeet.organizing.messages import views, views_outside

app_name = "messages"
one = "messages/<uuid:message_id>"
urlpatterns = [
    path("messages", views.sent, name="sent"),
    path("messages/write", views.write, name="write"),
    path(one, views.one, name="one"),
    path(f"{one}/write", views.write, name="rewrite"),
    path(f"{one}/send", views.send, name="send"),
    path(f"{one}/day-before", views.day_before, name="day_before"),
    path(f"{one}/go-on", views.go_on, name="go_on"),
    path(f"{one}/give-up", views.give_up, name="give_up"),
    path(f"{one}/take-away", views.take_away, name="take_away"),
    path("unsubscribe/<slug:secret>", views_outside.unsubscribe, name="unsubscribe"),
    path("texts/status", views_outside.status, name="status"),
    path("texts/in", views_outside.incoming, name="incoming"),
]
