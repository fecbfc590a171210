"""Writing rules: a draft, its examples, and adopting it. What is adopted never changes; the next version does."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.diversion.incidents import rules
from waymeet.diversion.incidents.models import Charge, RuleVersion
from waymeet.diversion.incidents.queries_rules import cases_of, document_of
from waymeet.diversion.models import AuditLine
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound

CODE = re.compile(r"[A-Z]{2,4} \d{1,4}\.\d{2}(?:\(\d{1,2}\))?")
WRONG = {
    rules.Trouble.NO_CHARGES: _("Add at least one charge somebody may be diverted for."),
    rules.Trouble.TWICE: _("A charge stands twice. Take one of them out."),
    rules.Trouble.AMOUNT: _("An amount is more than 0 and at most 10,000."),
    rules.Trouble.AGE: _("The least age is 16, 18 or 21, or none."),
    rules.Trouble.EXCLUSION: _("Choose reasons from the list."),
    rules.Trouble.DAYS: _("The first talk is within 1 to 90 days."),
    rules.Trouble.MINUTES: _("A case manager comes within 1 to 240 minutes."),
}


def add_charge(*, code: str, name_en: str, name_es: str = "", unit: str = "", by: Person) -> Charge:
    """A charge into the list of words, as in "PL 220.03". Whether it is eligible, each version says."""
    if not (can(by, May.KEEP_RULES) or can(by, May.KEEP_LEDGER)):
        raise NotAllowed
    code = " ".join(code.upper().split())
    if not CODE.fullmatch(code):
        raise BadInput(_("Write the law's letters and number, for example PL 220.03."), column="code")
    if Charge.objects.filter(code=code).exists():
        raise Conflict(_("This charge is in the list already."))
    with transaction.atomic(using="diversion"):
        row = Charge.objects.create(code=code, name_en=name_en.strip(), name_es=name_es.strip(), unit=unit)
        audit.write(AuditLine, who=by.id, verb="rules.add_charge", subject=row.pk)
    return row


def draft(*, by: Person) -> RuleVersion:
    """A new draft, which begins as the newest version stands, with its examples. There is one draft at a time."""
    check(by, May.KEEP_RULES)
    with transaction.atomic(using="diversion"):
        if RuleVersion.objects.filter(adopted_on=None).exists():
            raise Conflict(_("There is a draft already. Adopt it or throw it away first."))
        last = RuleVersion.objects.first()
        number = (last.number if last else 0) + 1
        document = last.document if last else rules.to_json(rules.Document())
        row = RuleVersion.objects.create(number=number, document=document, cases=last.cases if last else [])
        audit.write(AuditLine, who=by.id, verb="rules.draft", subject=row.pk)
    return row


def say(*, version_id: UUID, said: Mapping[str, Any], by: Person) -> None:
    """Age, complainant, exclusions and deadlines of a draft."""
    names = ("age_least", "complainant", "exclusions", "intake_days", "minutes")
    given: dict[str, Any] = {name: said[name] for name in names if name in said}
    if "exclusions" in given:
        given["exclusions"] = frozenset(given["exclusions"])
    _change(version_id, by, lambda document: replace(document, **given))


def allow_charge(*, version_id: UUID, code: str, most: int | None, by: Person) -> None:
    """A charge somebody may be diverted for, up to an amount in tenths; said again, it is changed."""
    check(by, May.KEEP_RULES)
    if not Charge.objects.filter(code=code).exists():
        raise BadInput(_("This charge is not in the list of charges. Add it there first."), column="code")

    def with_it(document: rules.Document) -> rules.Document:
        others = tuple(one for one in document.charges if one.code != code)
        return replace(document, charges=tuple(sorted((*others, rules.Limit(code, most)), key=lambda one: one.code)))

    _change(version_id, by, with_it)


def disallow_charge(*, version_id: UUID, code: str, by: Person) -> None:
    _change(
        version_id,
        by,
        lambda document: replace(document, charges=tuple(one for one in document.charges if one.code != code)),
    )


def _change(version_id: UUID, by: Person, change: Any) -> None:
    check(by, May.KEEP_RULES)
    with transaction.atomic(using="diversion"):
        row = _draft(version_id)
        document = change(document_of(row))
        wrong = [one for one in rules.troubles(document) if one != rules.Trouble.NO_CHARGES]
        if wrong:
            raise BadInput(WRONG[wrong[0]], column=wrong[0].value)
        RuleVersion.objects.filter(pk=row.pk).update(document=rules.to_json(document))
        audit.write(AuditLine, who=by.id, verb="rules.change", subject=row.pk)


def add_case(*, version_id: UUID, case: rules.Case, by: Person) -> None:
    """An example and what must come of it."""
    _change_cases(version_id, by, lambda kept: [*kept, rules.case_to_json(case)])


def take_case(*, version_id: UUID, place: int, by: Person) -> None:
    _change_cases(version_id, by, lambda kept: [one for at, one in enumerate(kept) if at != place])


def _change_cases(version_id: UUID, by: Person, change: Any) -> None:
    check(by, May.KEEP_RULES)
    with transaction.atomic(using="diversion"):
        row = _draft(version_id)
        RuleVersion.objects.filter(pk=row.pk).update(cases=change(row.cases))
        audit.write(AuditLine, who=by.id, verb="rules.change", subject=row.pk)


def adopt(*, version_id: UUID, in_force_from: dt.date, by: Person) -> None:
    """The draft holds from a day on: tomorrow at the earliest, once a version holds. Nothing decided is judged anew."""
    check(by, May.KEEP_RULES)
    with transaction.atomic(using="diversion"):
        row = _draft(version_id)
        wrong = rules.troubles(document_of(row))
        if wrong:
            raise BadInput(WRONG[wrong[0]])
        if not row.cases:
            raise BadInput(_("Add at least one example case, so that everybody sees what the rules mean."))
        if rules.unmet(document_of(row), cases_of(row)):
            raise BadInput(_("An example comes out otherwise than it says. Change the rules or the example."))
        first = not RuleVersion.objects.exclude(adopted_on=None).exists()
        earliest = rules.earliest_effect(first=first, today=clock.today())
        if earliest is not None and in_force_from < earliest:
            raise BadInput(
                _("Rules hold from tomorrow at the earliest: what was decided today was decided under today's rules."),
                column="in_force_from",
            )
        RuleVersion.objects.filter(pk=row.pk).update(adopted_on=clock.today(), in_force_from=in_force_from)
        audit.write(AuditLine, who=by.id, verb="rules.adopt", subject=row.pk)


def throw_away(*, version_id: UUID, by: Person) -> None:
    """A draft goes; an adopted version stays for good."""
    check(by, May.KEEP_RULES)
    with transaction.atomic(using="diversion"):
        _draft(version_id).delete()
        audit.write(AuditLine, who=by.id, verb="rules.throw_away", subject=version_id)


def _draft(version_id: UUID) -> RuleVersion:
    row = RuleVersion.objects.select_for_update().filter(pk=version_id).first()
    if row is None:
        raise NotFound
    if row.adopted_on is not None:
        raise Conflict(_("These rules were adopted and do not change any more. Write the next version."))
    return row
