"""Demands as the desk shows them; nothing here opens anything."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from uuid import UUID

from waymeet.demands import rules
from waymeet.demands.models import Approval, Demand, DemandPaper
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound

SOON = dt.timedelta(days=3)


@dataclass(frozen=True)
class Waiting:
    """Open demands for the first page: how many, and whether one of them cannot wait."""

    open: int
    pressing: bool


def all_demands() -> list[Demand]:
    """Open ones first, by the day an answer is due."""
    rows = list(Demand.objects.defer("sealed", "advice"))
    return sorted(rows, key=lambda row: (row.closed_on is not None, row.answer_by or dt.date.max, row.came_on))


def one_demand(demand_id: UUID) -> Demand:
    row = Demand.objects.filter(pk=demand_id).first()
    if row is None:
        raise NotFound
    return row


def papers_of(demand: Demand) -> list[DemandPaper]:
    return list(demand.papers.defer("sealed"))


def one_paper(demand_id: UUID, paper_id: UUID) -> DemandPaper:
    row = DemandPaper.objects.filter(pk=paper_id, demand_id=demand_id).first()
    if row is None:
        raise NotFound
    return row


def content_hash(demand: Demand) -> str:
    """Over everything an approval agrees to: a new paper or another word of counsel makes it another thing."""
    papers = sorted(str(pk) for pk in demand.papers.values_list("pk", flat=True))
    parts = [str(demand.pk), demand.kind, demand.about_hiv, demand.decision, demand.order_fits, papers]
    return hashlib.sha256(json.dumps(parts).encode() + bytes(demand.advice or b"")).hexdigest()


def approvals_of(demand: Demand) -> list[Approval]:
    """Those who agreed to exactly what is there now."""
    return list(demand.approvals.filter(content_hash=content_hash(demand)))


def standing_of(demand: Demand) -> rules.Standing:
    return rules.Standing(
        papers=frozenset(demand.papers.values_list("kind", flat=True)),
        decision=demand.decision,
        order_fits=demand.order_fits,
        about_hiv=demand.about_hiv,
        closed=demand.closed_on is not None,
        approvals=len({row.by for row in approvals_of(demand)}),
    )


def demands_waiting() -> Waiting:
    """Pressing: an answer is due within three days or is late, or counsel has not decided on a dated demand."""
    rows = list(Demand.objects.filter(closed_on=None).values_list("answer_by", flat=True))
    return Waiting(len(rows), any(day is not None and day <= clock.today() + SOON for day in rows))
