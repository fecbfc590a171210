"""Consent never goes back in time: what was taken back since a backup stays taken back."""

import pytest
from django.apps import apps

from waymeet.commands import ledger
from waymeet.consent.models import Sentence
from waymeet.kernel.audit import AuditCheckpointBase, AuditLineBase

pytestmark = pytest.mark.django_db(databases=["consent"])

ROWS = [
    model
    for model in apps.get_app_config("consent").get_models()
    if not issubclass(model, AuditLineBase | AuditCheckpointBase)
]


def row(name: str, text: str) -> dict[str, str]:
    return {"hash": name * 64, "purpose": "being_called", "language": "en", "text": text}


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_every_table_of_consent_says_whether_a_restore_only_adds_to_it(model):
    assert isinstance(getattr(model.Privacy, "only_grows", None), bool), f"{model.__name__}: say only_grows in Privacy"


def test_rows_of_a_backup_are_added_and_rows_that_are_here_stay():
    Sentence.objects.create(**row("a", "as it is here"))
    Sentence.objects.create(**row("b", "came since the backup"))
    ledger.add_missing(Sentence, iter([row("a", "as it was"), row("c", "was lost here")]))
    kept = dict(Sentence.objects.filter(purpose="being_called").values_list("hash", "text"))
    assert kept == {"a" * 64: "as it is here", "b" * 64: "came since the backup", "c" * 64: "was lost here"}
