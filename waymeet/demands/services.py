"""Logging a demand, attaching papers, writing down counsel's word, approving, closing. None of it opens a record."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import COUNSEL, Keyring, sealing_key
from waymeet.accounts.models import AuditLine
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.demands import holding, queries, rules, sealed
from waymeet.demands.holding import HeldThing
from waymeet.demands.models import Approval, Demand, DemandPaper
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound


@dataclass(frozen=True)
class Told:
    """The sealed part of a demand, opened: its wording, counsel's name, and what may be handed over."""

    wording: str
    counsel: str = ""
    scope: str = ""
    held: tuple[HeldThing, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A demand as somebody wrote it down."""

    kind: str
    agency: str
    came_on: dt.date
    answer_by: dt.date | None
    received_by: UUID
    about_hiv: bool
    wording: str


def log_demand(*, asked: Asked, by: Person) -> Demand:
    """Write down that somebody asked. Nothing else happens: nobody is answered, nothing is looked up."""
    check(by, May.HANDLE_DEMANDS)
    if asked.kind not in rules.KINDS:
        raise BadInput(_("Choose what was brought."))
    key = sealing_key(COUNSEL)
    demand = Demand(
        kind=asked.kind,
        agency=asked.agency.strip(),
        came_on=asked.came_on,
        answer_by=asked.answer_by,
        received_by=asked.received_by,
        about_hiv=asked.about_hiv,
        logged_by=by.id,
        epoch=key.epoch,
    )
    demand.sealed = sealed.seal_text(key, _wording_place(demand), {"wording": asked.wording})
    with transaction.atomic(using="default"):
        demand.save(force_insert=True)
        _said(by, "log", demand)
    return demand


def _wording_place(demand: Demand) -> tuple[str, ...]:
    return ("demand", str(demand.pk), "wording")


def _advice_place(demand: Demand) -> tuple[str, ...]:
    return ("demand", str(demand.pk), "advice")


def _paper_place(paper: DemandPaper) -> tuple[str, ...]:
    return ("demand paper", str(paper.demand_id), str(paper.pk), paper.kind, paper.file_type)


def _said(by: Person, verb: str, demand: Demand, basis: str = "") -> None:
    audit.write(AuditLine, who=by.id, verb=f"demand.{verb}", subject=demand.pk, basis=basis)


def _open(demand_id: UUID) -> Demand:
    """A demand that is not closed, held for this transaction."""
    demand = Demand.objects.select_for_update().filter(pk=demand_id).first()
    if demand is None:
        raise NotFound
    if demand.closed_on is not None:
        raise Conflict(rules.LACKS[rules.Lack.CLOSED])
    return demand


def attach(*, demand_id: UUID, paper: str, content: bytes, by: Person) -> DemandPaper:
    """Seal a file to the demand. Approvals given before it no longer count: they agreed to other papers."""
    check(by, May.HANDLE_DEMANDS)
    file_type = rules.type_of(content)
    if paper not in rules.PAPERS:
        raise BadInput(_("Choose what the file is."))
    if not file_type:
        raise BadInput(_("This file is not a PDF, JPEG or PNG. Scan or photograph the paper."))
    if len(content) > rules.MOST_BYTES:
        raise BadInput(_("This file is larger than 10 MB. Scan it with fewer dots, or in parts."))
    key = sealing_key(COUNSEL)
    with transaction.atomic(using="default"):
        demand = _open(demand_id)
        number = (demand.papers.aggregate(last=Max("number"))["last"] or 0) + 1
        row = DemandPaper(
            demand=demand, kind=paper, number=number, file_type=file_type, epoch=key.epoch, added_by=by.id
        )
        row.sealed = sealed.seal_file(key, _paper_place(row), content)
        row.save(force_insert=True)
        _said(by, "attach", demand, paper)
    return row


def open_paper(*, demand_id: UUID, paper_id: UUID, by: Person, keyring: Keyring) -> bytes:
    """Read an attached file; reading is an audit line too."""
    check(by, May.HANDLE_DEMANDS)
    paper = queries.one_paper(demand_id, paper_id)
    content = sealed.open_file(keyring, paper.epoch, _paper_place(paper), bytes(paper.sealed))
    with transaction.atomic(using="default"):
        _said(by, "read_paper", paper.demand, paper.kind)
    return content


def open_demand(*, demand_id: UUID, by: Person, keyring: Keyring) -> Told:
    """Read what it says and what counsel said; reading is an audit line too."""
    check(by, May.HANDLE_DEMANDS)
    demand = queries.one_demand(demand_id)
    wording = sealed.open_text(keyring, demand.epoch, _wording_place(demand), bytes(demand.sealed))
    advice = {}
    if demand.advice:
        advice = sealed.open_text(keyring, demand.advice_epoch, _advice_place(demand), bytes(demand.advice))
    with transaction.atomic(using="default"):
        _said(by, "read", demand)
    held = tuple(holding.held_for(demand, keyring))
    return Told(wording["wording"], advice.get("counsel", ""), advice.get("scope", ""), held)


def decide(*, demand_id: UUID, counsel: str, decision: str, order_fits: bool, scope: str, by: Person) -> None:
    """Write down counsel's word. Approvals given before it no longer count."""
    check(by, May.HANDLE_DEMANDS)
    if decision not in rules.DECISIONS or decision == rules.Decision.PENDING or not counsel.strip():
        raise BadInput(_("Write down counsel's name and what counsel decided."))
    if decision != rules.Decision.RESIST and not scope.strip():
        raise BadInput(_("Write down exactly what counsel says may be handed over."))
    key = sealing_key(COUNSEL)
    with transaction.atomic(using="default"):
        demand = _open(demand_id)
        said = {"counsel": counsel.strip(), "scope": scope.strip()}
        demand.decision, demand.order_fits, demand.decided_on = decision, order_fits, clock.today()
        demand.advice_epoch, demand.advice = key.epoch, sealed.seal_text(key, _advice_place(demand), said)
        demand.save()
        _said(by, "decide", demand, decision)


def approve(*, demand_id: UUID, content_hash: str, by: Person) -> None:
    """One person agrees to hand over what is there now; the second makes it so. Neither can do it alone."""
    check(by, May.HANDLE_DEMANDS)
    with transaction.atomic(using="default"):
        demand = _open(demand_id)
        lacks = rules.lacking_before_people(queries.standing_of(demand))
        if lacks:
            raise Conflict(rules.LACKS[lacks[0]])
        if content_hash != queries.content_hash(demand):
            raise Conflict(_("Something changed since you looked. Open the demand again and look once more."))
        if any(row.by == by.id for row in queries.approvals_of(demand)):
            raise Conflict(_("You approved this already. A second person has to approve it, too."))
        Approval.objects.update_or_create(
            demand=demand, by=by.id, defaults={"content_hash": content_hash, "day": clock.today()}
        )
        _said(by, "approve", demand)


def instruction(*, demand_id: UUID, by: Person, keyring: Keyring) -> Told:
    """What the team may open and hand over, for paper. Refused unless nothing is lacking. It opens no record itself."""
    check(by, May.HANDLE_DEMANDS)
    demand = queries.one_demand(demand_id)
    lacks = rules.lacking(queries.standing_of(demand))
    if lacks:
        raise Conflict(rules.LACKS[lacks[0]])
    return open_demand(demand_id=demand_id, by=by, keyring=keyring)


def close(*, demand_id: UUID, outcome: str, by: Person, keyring: Keyring) -> None:
    """It is over. Whatever it held may go again on its own day; that is let go first, each in its own database."""
    check(by, May.HANDLE_DEMANDS)
    if outcome not in rules.OUTCOMES:
        raise BadInput(_("Choose how it ended."))
    found = queries.one_demand(demand_id)
    if outcome == rules.Outcome.HANDED_OVER and rules.lacking(queries.standing_of(found)):
        raise Conflict(_("Nothing could be handed over under this demand: something was lacking. Ask counsel."))
    holding.end_all(found, by=by, keyring=keyring)
    with transaction.atomic(using="default"):
        demand = _open(demand_id)
        demand.closed_on, demand.outcome = clock.today(), outcome
        demand.save(update_fields=["closed_on", "outcome"])
        _said(by, "close", demand, outcome)
