"""Writing the ledger: an incident, a correction, a referral; and what it is written with.

What is said is a mapping; the keys are those of the form (`forms.IncidentForm.said`). The day decides which version of
the rules judges, and only its week is kept.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.diversion.incidents import people, queries, rules
from waymeet.diversion.incidents.models import Area, Charge, Charged, Entry, Incident, Officer, Referral, RuleVersion
from waymeet.diversion.incidents.queries_rules import version_on
from waymeet.diversion.incidents.said import Complainant, Door, Offer, Response, WhyCorrected
from waymeet.diversion.models import AuditLine
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, NotAllowed

KEPT = ("area_number", "came", "gender", "age_band", "language", "complainant")
DECIDED = ("offer", "why_not", "response", "why_declined", "instead")
OLDEST = dt.date(2011, 1, 1)  # LEAD began in Seattle in October 2011; an earlier day is a slip


def write_down(*, said: Mapping[str, Any], by: Person, officer: Officer | None = None) -> UUID:
    """A new incident, judged by the rules of its day. BadInput names the field."""
    _check_may_write(by)
    row, charges = _entry(said), _charges(said.get("charges", ()))
    row.officer = officer or _officer(said)
    _judge(row, charges, version_on(said["day"]))
    with transaction.atomic(using="diversion"):
        row.incident = Incident.objects.create()
        _put(row, charges)
        audit.write(AuditLine, who=by.id, verb="incident.write", subject=row.incident_id)
    return row.incident_id


def _check_may_write(by: Person) -> None:
    """Whoever keeps the ledger, the officer whose decision it was, or a case manager for one who phoned."""
    if not any(can(by, one) for one in (May.KEEP_LEDGER, May.SEND_DIVERSION, May.ANSWER_PAGES)):
        raise NotAllowed


def correct(*, incident_id: UUID, why: str, said: Mapping[str, Any], by: Person) -> int:
    """What counts from now on; all that was written before stays. Without a day the week and the rules stay too."""
    check(by, May.KEEP_LEDGER)
    if why not in WhyCorrected.values:
        raise BadInput(_("Choose why it is corrected."), column="why_corrected")
    with transaction.atomic(using="diversion"):
        before = queries.newest_of(incident_id)
        incident = Incident.objects.select_for_update().get(pk=incident_id)
        day = said.get("day")
        row, charges = _entry({**said, "day": day or clock.monday_of(before.iso_week)}), _charges(said["charges"])
        row.incident, row.number, row.why_corrected = incident, before.number + 1, why
        row.officer = _officer(said) or before.officer
        _judge(row, charges, version_on(day) if day else before.rules)
        Incident.objects.filter(pk=incident_id).update(entries=row.number)
        _put(row, charges)
        audit.write(AuditLine, who=by.id, verb="incident.correct", subject=incident_id)
    return row.number


def refer(*, said: Mapping[str, Any], by: Person, officer: Officer | None = None) -> UUID:
    """Somebody came without an incident: through the second door or the third."""
    _check_may_write(by)
    if said["door"] not in (Door.SOCIAL, Door.COMMUNITY):
        raise BadInput(_("Choose which door it was."), column="door")
    names = ("door", "referrer", "area_number", "gender", "age_band", "response")
    row = Referral(**{name: said[name] for name in names if name in said})
    row.iso_week, row.officer = clock.iso_week(_day(said)), officer
    row.races_said, row.races_seen = _races(said, "races_said"), _races(said, "races_seen")
    with transaction.atomic(using="diversion"):
        row.save(force_insert=True)
        audit.write(AuditLine, who=by.id, verb="incident.refer", subject=row.pk)
    return row.pk


def _entry(said: Mapping[str, Any]) -> Entry:
    row = Entry(**{name: said[name] for name in (*KEPT, *DECIDED) if said.get(name) is not None})
    row.iso_week = clock.iso_week(_day(said))
    row.races_said, row.races_seen = _races(said, "races_said"), _races(said, "races_seen")
    row.present, row.absent = sorted(said.get("present", ())), sorted(said.get("absent", ()))
    if set(row.present) & set(row.absent) or not {*row.present, *row.absent} <= set(rules.Exclusion):
        raise BadInput(_("Say of each reason to leave somebody out whether it was there, was not, or is not known."))
    _decided(row)
    return row


def _day(said: Mapping[str, Any]) -> dt.date:
    day: dt.date = said["day"]
    if not OLDEST <= day <= clock.today():
        raise BadInput(_("Choose the day it happened: today or earlier."), column="day")
    return day


def _races(said: Mapping[str, Any], name: str) -> list[str]:
    try:
        return people.races_in_order(said.get(name) or ())
    except ValueError as trouble:
        raise BadInput(
            _("Choose what the person says, or one of not asked, does not know, rather not say."), column=name
        ) from trouble


def _decided(row: Entry) -> None:
    """What does not belong to the decision is left empty, so that no two answers contradict each other."""
    if row.offer not in Offer.values:
        raise BadInput(_("Say whether LEAD was offered."), column="offer")
    if row.offer == Offer.OFFERED:
        row.why_not = ""
        row.response = row.response or Response.NO_ANSWER
    else:
        row.response = row.why_declined = ""
        row.why_not = row.why_not or "not_said"
    if row.response != Response.DECLINED:
        row.why_declined = ""
    if row.response == Response.ACCEPTED:
        row.instead = ""
    if row.complainant not in Complainant.values:
        raise BadInput(_("Say what whoever complained wants."), column="complainant")


def _charges(given: Iterable[Sequence[Any]]) -> list[Charged]:
    """Of (code, tenths or None, day it is sealed or None); each code once."""
    wanted = list(given)
    known = {one.code: one for one in Charge.objects.filter(code__in=[code for code, *_rest in wanted])}
    found: dict[str, Charged] = {}
    for code, tenths, *seals in wanted:
        if code not in known:
            raise BadInput(_("This charge is not in the list of charges. Add it there first."), column="charges")
        if tenths is not None and not 0 <= tenths <= rules.MOST:
            raise BadInput(_("This amount cannot be. Write it in grams or dollars."), column="charges")
        month = clock.month_of(seals[0]) if seals and seals[0] else ""
        found[code] = Charged(charge=known[code], tenths=tenths, seals_month=month)
    return list(found.values())


def _officer(said: Mapping[str, Any]) -> Officer | None:
    number = said.get("officer")
    if not number:
        return None
    row = Officer.objects.filter(number=number).first()
    if row is None:
        raise BadInput(_("Nobody has this number yet. Give the officer a number first."), column="officer")
    return row


def _judge(row: Entry, charges: Sequence[Charged], version: RuleVersion | None) -> None:
    """Without a version nobody can tell whether somebody was eligible."""
    row.rules = version
    if version is None:
        row.results, row.eligible = {}, rules.CANNOT_TELL
        return
    facts = queries.facts_of(row, charges)
    row.results = rules.results(rules.from_json(version.document), facts)
    row.eligible = rules.eligible(row.results)


def _put(row: Entry, charges: Sequence[Charged]) -> None:
    row.save(force_insert=True)
    for one in charges:
        one.entry = row
    Charged.objects.bulk_create(charges)


def number_officer(*, by: Person, trained_month: str = "", account: UUID | None = None) -> Officer:
    """The next number. With an account: the one this account has already, else a new one."""
    if account is None:
        check(by, May.KEEP_LEDGER)
    elif not (can(by, May.SEND_DIVERSION) and by.id == account):
        raise NotAllowed
    with transaction.atomic(using="diversion"):
        known = Officer.objects.filter(account=account).first() if account else None
        if known is not None:
            return known
        last = Officer.objects.order_by("-number").first()
        row = Officer.objects.create(
            number=(last.number if last else 0) + 1, account=account, trained_month=trained_month
        )
        audit.write(AuditLine, who=by.id, verb="officer.number", subject=row.pk)
    return row


def officer_trained(*, number: int, month: str, by: Person) -> None:
    """Since which month an officer has had the training on LEAD; '' for not yet."""
    check(by, May.KEEP_LEDGER)
    with transaction.atomic(using="diversion"):
        row = Officer.objects.filter(number=number).first()
        if row is None:
            raise BadInput(_("Nobody has this number yet. Give the officer a number first."), column="number")
        Officer.objects.filter(pk=row.pk).update(trained_month=month)
        audit.write(AuditLine, who=by.id, verb="officer.trained", subject=row.pk)


def fix_areas(*, areas: Iterable[tuple[int, str, int, list[int]]], by: Person) -> int:
    """Take over the areas fixed at the town's import: (number, name, doors, ring). Areas already here never change."""
    check(by, May.IMPORT_TOWN)
    with transaction.atomic(using="diversion"):
        known = set(Area.objects.values_list("number", flat=True))
        made = [
            Area(number=number, name=name, doors=doors, ring=ring)
            for number, name, doors, ring in areas
            if number not in known
        ]
        Area.objects.bulk_create(made)
        if made:
            audit.write(AuditLine, who=by.id, verb="areas.fix", basis=f"{len(made)} areas")
    return len(made)


def forget_areas(*, by: Person) -> bool:
    """Make room for areas fixed anew; False, and nothing changed, once anything can have been counted by them."""
    check(by, May.IMPORT_TOWN)
    with transaction.atomic(using="diversion"):
        if Incident.objects.exists() or Referral.objects.exists():
            return False
        Area.objects.all().delete()
        audit.write(AuditLine, who=by.id, verb="areas.forget")
    return True
