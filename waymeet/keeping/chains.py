"""Checking every chain of this server, and signing where they stand."""

from collections.abc import Callable
from functools import partial

from django.db import router, transaction

from waymeet.accounts.models import ServerKey
from waymeet.kernel import audit, signing
from waymeet.kernel.audit_check import Found, examine

LINES_A_CHECKPOINT = 500

Told = Callable[[str, int], None]


def check_all(told: Told | None = None) -> dict[str, Found]:
    """What is found in each database; works while people work."""
    known = known_keys()
    return {
        alias: examine(line, checkpoint, known, partial(told, alias) if told else None)
        for alias, (line, checkpoint) in audit.chains().items()
    }


def known_keys() -> set[bytes]:
    """Every key this server ever signed with."""
    return {bytes(key) for key in ServerKey.objects.values_list("public_key", flat=True)}


def sign_all(*, at_least: int = 1) -> int:
    """A checkpoint in each database with that many lines since its last one; answers how many were made."""
    ServerKey.objects.get_or_create(public_key=signing.public_key())
    made = 0
    for line, checkpoint in audit.chains().values():
        with transaction.atomic(using=router.db_for_write(line)):
            if _since(line, checkpoint) >= at_least:
                made += audit.sign_checkpoint(line, checkpoint) is not None
    return made


def _since(line: type[audit.AuditLineBase], checkpoint: type[audit.AuditCheckpointBase]) -> int:
    newest = checkpoint._default_manager.order_by("-number").values_list("number", flat=True).first()
    return int(line._default_manager.filter(number__gt=newest or 0).count())
