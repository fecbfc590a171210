"""The ledger and its rules, at the desk."""

from django.urls import path

from waymeet.diversion.incidents import views, views_rules

app_name = "incidents"
urlpatterns = [
    path("ledger", views.ledger, name="ledger"),
    path("ledger/new", views.new, name="new"),
    path("ledger/<uuid:incident_id>", views.one, name="one"),
    path("ledger/<uuid:incident_id>/correct", views.correct, name="correct"),
    path("ledger/referrals", views.referrals, name="referrals"),
    path("ledger/officers", views.officers, name="officers"),
    path("ledger/sums", views.sums, name="sums"),
    path("rules", views_rules.versions, name="rules"),
    path("rules/charges", views_rules.charges, name="charges"),
    path("rules/draft", views_rules.draft, name="draft"),
    path("rules/<uuid:version_id>", views_rules.version, name="version"),
    path("rules/<uuid:version_id>/say", views_rules.say, name="say"),
    path("rules/<uuid:version_id>/allow", views_rules.allow, name="allow"),
    path("rules/<uuid:version_id>/disallow", views_rules.disallow, name="disallow"),
    path("rules/<uuid:version_id>/examples/add", views_rules.add_case, name="add_case"),
    path("rules/<uuid:version_id>/examples/take", views_rules.take_case, name="take_case"),
    path("rules/<uuid:version_id>/adopt", views_rules.adopt, name="adopt"),
    path("rules/<uuid:version_id>/throw-away", views_rules.throw_away, name="throw_away"),
    path("rules/<uuid:version_id>/replay", views_rules.replay, name="replay"),
]
