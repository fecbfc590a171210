"""Signing in and out, one's own account, people and their roles."""

from django.urls import path

from waymeet.accounts import views, views_keys, views_people

app_name = "accounts"
urlpatterns = [
    path("sign-in", views.sign_in, name="sign_in"),
    path("sign-out", views.sign_out, name="sign_out"),
    path("account", views.own, name="own"),
    path("account/share-keys", views.share_keys, name="share_keys"),
    path("account/phones/<uuid:device_id>/end", views.end_phone, name="end_phone"),
    path("account/team-keys", views_keys.team_keys, name="team_keys"),
    path("account/team-keys/<str:team>/change", views_keys.change, name="change_key"),
    path("account/team-keys/<str:team>/sheets", views_keys.sheets, name="sheets"),
    path("account/team-keys/<str:team>/<str:epoch>/use", views_keys.use, name="use_sheets"),
    path("account/team-keys/notices/<uuid:notice_id>/put-away", views_keys.put_away, name="put_away"),
    path("roles", views.roles, name="roles"),
    path("people", views_people.people, name="people"),
    path("people/invite", views_people.invite, name="invite"),
    path("people/<uuid:account_id>", views_people.person, name="person"),
    path("people/<uuid:account_id>/passphrase", views_people.passphrase, name="passphrase"),
    path("people/<uuid:account_id>/end", views_people.end, name="end"),
]
