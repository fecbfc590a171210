"""Everybody compared with everybody, beside the request; and a person's word that two are two."""

import itertools
import tempfile
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction

from waymeet.accounts.people import Person
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import NotFound
from waymeet.kernel.long_work import Told
from waymeet.organizing.contacts.models import Contact, ContactPoint
from waymeet.organizing.duplicates import scoring
from waymeet.organizing.duplicates.models import Candidate, Looked
from waymeet.organizing.duplicates.permissions import check_may
from waymeet.organizing.models import AuditLine

MANY = 20_000
WRITTEN = 1000


def look(*, new_only: bool, by: Person, told: Told) -> int:
    """Answers how many pairs wait. `new_only` compares those who came since the last time with everybody.

    Nothing is written until all is scored: stopped before, it has changed nothing.
    """
    check_may(by)
    last = Looked.objects.filter(pk=1).first() if new_only else None
    newest = Contact.objects.order_by("-id").values_list("id", flat=True).first()
    with tempfile.TemporaryDirectory() as folder:
        base = scoring.base(folder)
        try:
            _read(base, last.mark if last else None, told)
            pairs = [(p.one, p.other, p.score, p.why) for p in scoring.scored(base, told, new_only=bool(last))]
        finally:
            base.close()
    with transaction.atomic(using="organizing"):
        _keep(pairs, told, fresh=last is None)
        if newest:
            Looked.objects.update_or_create(pk=1, defaults={"mark": newest, "day": clock.today()})
        audit.write(AuditLine, who=by.id, verb="duplicates.look")
    return Candidate.objects.filter(state=Candidate.State.OPEN).count()


def _read(base: Any, mark: UUID | None, told: Told) -> None:
    """Ids go as text, as they sort; only what is compared is read."""
    people = Contact.objects.order_by().values_list("id", "name", "chosen_name", "address")
    total = people.count()
    for done, some in _pieces(people):
        told(done, total, "reading")
        scoring.put(base, "contacts", some)
    for _done, some in _pieces(ContactPoint.objects.order_by().values_list("contact_id", "kind", "folded")):
        told(total, total, "reading")
        scoring.put(base, "points", some)
    if mark:
        for _done, some in _pieces(Contact.objects.filter(pk__gt=mark).order_by().values_list("id")):
            scoring.put(base, "new", some)
    scoring.join_points(base)


def _pieces(rows: Any) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
    found, done = rows.iterator(chunk_size=MANY), 0
    while some := list(itertools.islice(found, MANY)):
        done += len(some)
        yield done, [(str(row[0]), *row[1:]) for row in some]


def _keep(pairs: list[tuple[str, str, float, tuple[str, ...]]], told: Told, *, fresh: bool) -> None:
    """What nobody looked at is found anew; that two are two people stays."""
    if fresh:
        Candidate.objects.filter(state=Candidate.State.OPEN).delete()
    known = {frozenset(map(str, pair)) for pair in Candidate.objects.values_list("one_id", "other_id")}
    here = set(map(str, Contact.objects.values_list("id", flat=True)))  # somebody may have gone meanwhile
    rows = [
        Candidate(one_id=one, other_id=other, score=score, why=" ".join(why))
        for one, other, score, why in pairs
        if frozenset((one, other)) not in known and one in here and other in here
    ]
    for start in range(0, len(rows), WRITTEN):
        told(start, len(rows), "writing")
        Candidate.objects.bulk_create(rows[start : start + WRITTEN])


def two_people(*, candidate: UUID, by: Person) -> None:
    """They are two: remembered, and not shown again."""
    check_may(by)
    with transaction.atomic(using="organizing"):
        if not Candidate.objects.filter(pk=candidate).update(state=Candidate.State.TWO):
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="duplicates.two_people", subject=candidate)
