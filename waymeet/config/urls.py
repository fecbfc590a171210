"""Where every address leads. A server that holds only some sides has only their addresses."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from waymeet.config import field, home

DESK = (
    ("organizing", "organizing/", "waymeet.organizing.turf.urls"),
    ("organizing", "organizing/", "waymeet.organizing.canvass.urls"),
    ("organizing", "organizing/", "waymeet.organizing.contacts.urls"),
    ("organizing", "organizing/", "waymeet.organizing.one_on_ones.urls"),
    ("organizing", "organizing/", "waymeet.organizing.imports.urls"),
    ("organizing", "organizing/", "waymeet.organizing.duplicates.urls"),
    ("organizing", "organizing/", "waymeet.organizing.events.urls"),
    ("organizing", "public/", "waymeet.organizing.events.public_urls"),
    ("organizing", "come/", "waymeet.organizing.events.door_urls"),
    ("organizing", "organizing/", "waymeet.organizing.leadership.urls"),
    ("organizing", "organizing/", "waymeet.organizing.members.urls"),
    ("organizing", "organizing/", "waymeet.organizing.campaigns.urls"),
    ("organizing", "organizing/", "waymeet.organizing.coalitions.urls"),
    ("organizing", "organizing/", "waymeet.organizing.lists.urls"),
    ("organizing", "organizing/", "waymeet.organizing.week.urls"),
    ("organizing", "organizing/", "waymeet.organizing.messages.urls"),
    ("organizing", "organizing/", "waymeet.organizing.tallies.urls"),
    ("care", "care/", "waymeet.care.supplies.urls"),
    ("care", "care/", "waymeet.care.naloxone.urls"),
    ("care", "care/", "waymeet.care.reversals.urls"),
    ("care", "reversal/", "waymeet.care.reversals.public_urls"),
    ("care", "care/", "waymeet.care.alerts.urls"),
    ("care", "", "waymeet.care.alerts.public_urls"),
    ("care", "care/", "waymeet.care.teaching.urls"),
    ("care", "care/", "waymeet.care.referrals.urls"),
    ("care", "", "waymeet.care.referrals.public_urls"),
    ("care", "care/", "waymeet.care.codes.urls"),
    ("care", "care/", "waymeet.care.peers.urls"),
    ("care", "care/", "waymeet.care.directory.urls"),
    ("care", "care/", "waymeet.care.saturation.urls"),
    ("care", "care/", "waymeet.care.questions.urls"),
    ("care", "care/", "waymeet.care.funders.urls"),
    ("care", "ask/", "waymeet.care.questions.public_urls"),
    ("diversion", "diversion/", "waymeet.diversion.incidents.urls"),
    ("diversion", "diversion/", "waymeet.diversion.handoff.urls"),
    ("diversion", "", "waymeet.diversion.handoff.public_urls"),
    ("diversion", "diversion/", "waymeet.diversion.governance.urls"),
    ("diversion", "", "waymeet.diversion.governance.public_urls"),
    ("diversion", "diversion/", "waymeet.diversion.feeds.urls"),
)
FILES = (
    ("care", "care/people/", "waymeet.care.participants.urls"),
    ("diversion", "diversion/cases/", "waymeet.diversion.casework.urls"),
    ("diversion", "diversion/table/", "waymeet.diversion.table.urls"),
)
FIELD = (
    ("organizing", "field/organizing/", "waymeet.organizing.canvass.field_urls"),
    ("organizing", "field/organizing/week/", "waymeet.organizing.week.field_urls"),
    ("care", "field/care/", "waymeet.care.directory.field_urls"),
    ("care", "field/care/", "waymeet.care.naloxone.field_urls"),
)

HELD = FILES if settings.HAS_FILES else ()

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.page, name="home"),
    path("", include("waymeet.accounts.urls")),
    path("", include("waymeet.accounts.trainings.urls")),
    path("", include("waymeet.design.urls")),
    *([path("", include("waymeet.consent.urls"))] if "consent" in settings.SIDES else []),
    *[path(prefix, include(module)) for side, prefix, module in DESK + HELD + FIELD if side in settings.SIDES],
    path("field/", field.app, {"name": "index.html"}, name="field"),
    path("field/<path:name>", field.app),
    path("who-did-what/", include("waymeet.keeping.urls")),
    path("demands/", include("waymeet.demands.urls")),
    path("reports/", include("waymeet.reports.release.urls")),
    path("public/", include("waymeet.public.urls")),
]
