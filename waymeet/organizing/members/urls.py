"""Members' own pages: what people open with their paper, and what the desk does for it.

No address holds a secret: it is posted.
"""

from django.urls import path

from waymeet.organizing.members import views, views_own

app_name = "members"
person = "contacts/<uuid:contact_id>"
urlpatterns = [
    path("own", views_own.page, name="own"),
    path("own/change", views_own.change, name="change"),
    path("own/ask", views_own.ask, name="ask"),
    path("own/answer", views_own.answer, name="answer"),
    path("own/save", views_own.save, name="save"),
    path("own/close", views_own.close, name="close"),
    path("own/leave", views_own.leave, name="leave"),
    path("asked", views.requests, name="requests"),
    path("asked/<uuid:asked>/settle", views.settle, name="settle"),
    path(f"{person}/own-page", views.make, name="make"),
    path(f"{person}/own-page/refuse", views.refuse, name="refuse"),
    path(f"{person}/everything", views.everything, name="everything"),
]
