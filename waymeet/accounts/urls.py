"""Signing in and out, one's own account, people and their roles."""

from django.urls import path

from waymeet.accounts import views, views_keys, views_people, views_second_step, views_sign_in

app_name = "accounts"
urlpatterns = [
    path("sign-in", views_sign_in.sign_in, name="sign_in"),
    path("sign-in/second-step", views_sign_in.show_step, name="show_step"),
    path("sign-in/recover", views_sign_in.recover, name="recover"),
    path("sign-out", views_sign_in.sign_out, name="sign_out"),
    path("confirm", views_sign_in.confirm, name="confirm"),
    path("second-step", views_second_step.second_step_page, name="second_step"),
    path("second-step/app", views_second_step.app, name="set_up_app"),
    path("second-step/app/remove", views_second_step.remove_app, name="remove_app"),
    path("second-step/passkey", views_second_step.passkey, name="set_up_passkey"),
    path("second-step/passkeys/<uuid:passkey_id>/remove", views_second_step.remove_passkey, name="remove_passkey"),
    path("account", views.own, name="own"),
    path("account/recovery-sheet", views_second_step.recovery_sheet, name="recovery_sheet"),
    path("account/passphrase", views_second_step.change_passphrase, name="change_passphrase"),
    path("account/sessions/<uuid:session_id>/end", views.end_session, name="end_session"),
    path("account/sessions/end-others", views.end_other_sessions, name="end_other_sessions"),
    path("account/phones/add", views.add_phone, name="add_phone"),
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
    path("people/<uuid:account_id>/sign-out", views_people.sign_out_everywhere, name="sign_out_everywhere"),
    path("people/<uuid:account_id>/end", views_people.end, name="end"),
]
