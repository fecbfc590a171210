"""What somebody says about being reached: not by this way any more; and a number that is not theirs."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.organizing.contacts import filing
from waymeet.organizing.contacts.models import Contact, ContactPoint
from waymeet.organizing.models import AuditLine


def refuse(*, contact_id: UUID, channel: str, by: Person) -> None:
    """They do not want this way any more. Said twice, it stands once; it is taken back only where they are changed."""
    check(by, May.SEE_CONTACTS)
    if channel not in Contact.Channel.values:
        raise BadInput(_("Choose the way they do not want."))
    with transaction.atomic(using="organizing"):
        row = Contact.objects.select_for_update().filter(pk=contact_id).first()
        if row is None:
            raise NotFound
        row.not_by = " ".join(sorted(row.refused | {channel}))
        row.reach_by = "" if row.reach_by == channel else row.reach_by
        row.save(update_fields=["not_by", "reach_by"])
        filing.file([row])
        audit.write(AuditLine, who=by.id, verb="contact.refuse", subject=contact_id)


def does_not_work(*, contact_id: UUID, point_id: UUID, by: Person) -> None:
    """The number or address is not theirs, or leads nowhere. One that is gone by now is no trouble."""
    check(by, May.SEE_CONTACTS)
    with transaction.atomic(using="organizing"):
        ContactPoint.objects.filter(pk=point_id, contact=contact_id).update(works=False)
        audit.write(AuditLine, who=by.id, verb="contact.wrong_number", subject=contact_id)
