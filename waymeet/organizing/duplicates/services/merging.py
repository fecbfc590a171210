"""Two contacts become one, by a person's word; what it takes to make them two again is sealed first."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.kernel import audit, holds
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.kernel.finding import folded
from waymeet.organizing.contacts import filing, guarded
from waymeet.organizing.contacts.models import Contact, Household
from waymeet.organizing.duplicates import listed, record, rows
from waymeet.organizing.duplicates.absorbing import Steps, absorb, let_go
from waymeet.organizing.duplicates.models import Candidate, Merge
from waymeet.organizing.duplicates.permissions import check_may
from waymeet.organizing.imports.models import Trace
from waymeet.organizing.leadership.models import Leads
from waymeet.organizing.models import AuditLine

# What a person chooses between; columns that go together are chosen together.
CHOICES: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "chosen_name": ("chosen_name",),
    "pronouns": ("pronouns",),
    "languages": ("languages",),
    "address": ("address", "door"),
    "household": ("household_id",),
    "reach_by": ("reach_by",),
    "reach_when": ("reach_when",),
    "source": ("source",),
}


def merge(*, kept: UUID, lost: UUID, take: Mapping[str, str], by: Person, keyring: Keyring) -> UUID:
    """`take` says for each of CHOICES whose value stays: "other" for the one that goes. Answers the merge."""
    check_may(by)
    if kept == lost:
        raise BadInput(_("These are one and the same contact."))
    with transaction.atomic(using="organizing"):
        stays, goes = _both(kept, lost)
        said: dict[str, Any] = {"lost": rows.as_plain(goes), "before": rows.as_plain(stays)}
        Candidate.objects.filter(Q(one=goes) | Q(other=goes), state=Candidate.State.OPEN).delete()
        Candidate.objects.filter(Q(one=goes, other=stays) | Q(one=stays, other=goes)).delete()
        filing.nothing_of(stays, goes)
        steps = Steps()
        _not_only_from_a_list(goes, stays, steps)
        absorb(goes, stays, keyring, steps)
        _refuse_circle(stays)
        said["guarded"] = guarded.carry_over(lost=lost, kept=kept, keyring=keyring)
        said["listed"] = listed.carry_over(lost=lost, kept=kept, keyring=keyring)
        homes = [home for home in (stays.household_id, goes.household_id) if home]
        _choose(stays, goes, take)
        stays.save()
        goes.delete()
        filing.file([stays])
        Household.objects.filter(pk__in=homes, people=None).delete()
        said |= {"after": rows.as_plain(stays), "moved": steps.moved, "gone": steps.gone, "filled": steps.filled}
        made = Merge.objects.create(kept=stays, gone=lost)
        record.keep(made, said)
        audit.write(AuditLine, who=by.id, verb="contact.merge", subject=kept)
    return made.pk


def _both(kept: UUID, lost: UUID) -> tuple[Contact, Contact]:
    found = {row.pk: row for row in Contact.objects.select_for_update().filter(pk__in=(kept, lost)).order_by("pk")}
    if len(found) < 2:
        raise NotFound
    held = holds.held(Contact)
    if held.everything or str(lost) in held.ids or str(kept) in held.ids:
        raise Conflict(_("This is kept because of a legal demand. Ask whoever handles legal demands."))
    return found[kept], found[lost]


def _not_only_from_a_list(goes: Contact, stays: Contact, steps: Steps) -> None:
    """To undo a list lets those go whom it added. Whom something else says too is not let go with it."""
    made = Trace.objects.filter(did=Trace.Did.MADE)
    both = {row.batch_id for row in made.filter(contact=goes)} & {row.batch_id for row in made.filter(contact=stays)}
    for row in made.filter(contact__in=(goes, stays)).exclude(batch__in=both).order_by("pk"):
        let_go(row, steps)


def _refuse_circle(stays: Contact) -> None:
    """Who leads whom goes up, and never round."""
    above, seen = Leads.objects.filter(follower=stays).first(), set[UUID]()
    while above is not None and above.leader_id not in seen:
        if above.leader_id == stays.pk:
            raise Conflict(_("One of them leads the other, through somebody else. Change first who leads whom."))
        seen.add(above.leader_id)
        above = Leads.objects.filter(follower=above.leader_id).first()


def _choose(stays: Contact, goes: Contact, take: Mapping[str, str]) -> None:
    """What they do not want is what either said they do not want, whatever was chosen."""
    for name, columns in CHOICES.items():
        if take.get(name) == "other":
            for column in columns:
                setattr(stays, column, getattr(goes, column))
    refused = stays.refused | goes.refused
    stays.not_by = " ".join(one for one in Contact.Channel.values if one in refused)
    if stays.reach_by in refused:
        stays.reach_by = ""
    stays.since, stays.seen_on = min(stays.since, goes.since), max(stays.seen_on, goes.seen_on)
    stays.folded = folded(f"{stays.chosen_name} {stays.name}".strip())[:200]
