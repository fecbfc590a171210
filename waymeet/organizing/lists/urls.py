"""Lists at the desk."""

from django.urls import path

from waymeet.organizing.lists import views, views_out

app_name = "lists"
one = "lists/<uuid:list_id>"
urlpatterns = [
    path("lists", views.saved, name="saved"),
    path("lists/build", views.build, name="build"),
    path(one, views.people, name="people"),
    path(f"{one}/change", views.build, name="change"),
    path(f"{one}/freeze", views.freeze, name="freeze"),
    path(f"{one}/take-away", views.take_away, name="take_away"),
    path(f"{one}/calls", views_out.calls, name="calls"),
    path(f"{one}/calls/<uuid:contact_id>", views_out.called, name="called"),
    path(f"{one}/letters", views_out.write, name="letters"),
    path(f"{one}/out", views_out.out, name="out"),
    path(f"{one}/out/file", views_out.take_out, name="take_out"),
    path("contacts/<uuid:contact_id>/card", views_out.card, name="card"),
]
