"""The queue of introductions, at the desk."""

from django.urls import path

from waymeet.organizing.contacts import views, views_groups, views_hand_offs, views_people

app_name = "contacts"
person, guarded = "contacts/<uuid:contact_id>", "guarded/<int:guarded_id>"
urlpatterns = [
    path("contacts", views_people.listing, name="people"),
    path("contacts/add", views_people.add, name="add_person"),
    path(person, views_people.person, name="person"),
    path(f"{person}/change", views_people.change, name="change"),
    path(f"{person}/happened", views_people.happened, name="happened"),
    path(f"{person}/relate", views_people.relate, name="relate"),
    path(f"{person}/forget", views_people.forget, name="forget_person"),
    path(f"{person}/groups", views_groups.join, name="join"),
    path(f"{person}/groups/<uuid:group_id>/leave", views_groups.leave, name="leave"),
    path(f"{person}/guarded", views_groups.enter, name="enter"),
    path(f"{person}/{guarded}/<uuid:record>/leave", views_groups.go_out, name="go_out"),
    path("groups", views_groups.groups, name="groups"),
    path("groups/<uuid:group_id>", views_groups.group, name="group"),
    path("guarded", views_groups.guarded_groups, name="guarded_groups"),
    path("guarded/saying", views_groups.guard_saying, name="guard_saying"),
    path(guarded, views_groups.guarded_group, name="guarded_group"),
    path(f"{guarded}/take-away", views_groups.take_away, name="take_away"),
    path("introductions", views.introductions, name="introductions"),
    path("introductions/add", views.add, name="add"),
    path("introductions/<uuid:introduction_id>", views.introduction, name="introduction"),
    path("introductions/<uuid:introduction_id>/assign", views.assign, name="assign"),
    path("introductions/<uuid:introduction_id>/state", views.follow_up, name="follow_up"),
    path("introductions/<uuid:introduction_id>/forget", views.forget, name="forget"),
    path("hand-offs", views_hand_offs.hand_offs, name="hand_offs"),
    path("hand-offs/offer", views_hand_offs.offer, name="offer"),
    path("hand-offs/<uuid:hand_off_id>", views_hand_offs.hand_off, name="hand_off"),
    path("hand-offs/<uuid:hand_off_id>/yes", views_hand_offs.grant, name="grant"),
    path("hand-offs/<uuid:hand_off_id>/no", views_hand_offs.decline, name="decline"),
    path("hand-offs/<uuid:hand_off_id>/take-back", views_hand_offs.take_back, name="take_back"),
]
