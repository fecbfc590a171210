"""Files, as Django sees them: pages and words, no tables."""

from django.apps import AppConfig


class CaseFiles(AppConfig):
    name = "waymeet.casefiles"
    label = "casefiles"
