"""Versions of the rules, and the one that holds on a day."""

import datetime as dt
from uuid import UUID

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.diversion.incidents import rules
from waymeet.diversion.incidents.models import Charge, RuleVersion
from waymeet.kernel.errors import NotAllowed, NotFound


def versions(*, by: Person) -> list[RuleVersion]:
    """Every version, the newest number first."""
    check_may_read(by)
    return list(RuleVersion.objects.all())


def one_version(*, version_id: UUID, by: Person) -> RuleVersion:
    check_may_read(by)
    row = RuleVersion.objects.filter(pk=version_id).first()
    if row is None:
        raise NotFound
    return row


def check_may_read(by: Person) -> None:
    if not any(can(by, one) for one in (May.KEEP_RULES, May.KEEP_LEDGER, May.READ_LEDGER)):
        raise NotAllowed


def version_on(day: dt.date) -> RuleVersion | None:
    """What was in force on a day, whoever asks and whenever; None before the first version."""
    found: RuleVersion | None = rules.in_force(RuleVersion.objects.exclude(in_force_from=None), day)
    return found


def charges() -> list[Charge]:
    return list(Charge.objects.all())


def charges_of_the_rules(*, by: Person) -> list[Charge]:
    check(by, May.KEEP_RULES)
    return charges()


def document_of(version: RuleVersion) -> rules.Document:
    return rules.from_json(version.document)


def cases_of(version: RuleVersion) -> list[rules.Case]:
    return [rules.case_from_json(kept) for kept in version.cases]
