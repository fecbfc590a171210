"""At the desk: make somebody's own page, bring it up to date, close it; see to what people asked for there."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, CannotOpen, NotFound
from waymeet.organizing.contacts import guarded, words
from waymeet.organizing.contacts.models import Contact, GuardedGroup
from waymeet.organizing.members import contents, keys
from waymeet.organizing.members.models import Asked, Left, OwnPage
from waymeet.organizing.models import AuditLine

ASKED = "asked on own page"


def make(*, contact_id: UUID, by: Person, keyring: Keyring) -> str:
    """A page of their own; answers the secret, which is shown now and never again. The one before opens no more."""
    check(by, May.HOLD_ONE_ON_ONES)
    with transaction.atomic(using="organizing"):
        if not Contact.objects.select_for_update().filter(pk=contact_id).exists():
            raise NotFound
        OwnPage.objects.filter(contact=contact_id).delete()
        row = OwnPage(contact_id=contact_id)
        made = keys.new(row.pk)
        row.handle, row.public, row.wrapped = made.handle, made.public, made.wrapped
        row.basis = contents.basis(contact_id)
        row.view = keys.seal(made.public, row.pk, contents.content(contact_id, keyring))
        row.save(force_insert=True)
        _note("own_page.make", by, contact_id)
    return made.secret


def refresh(*, contact_id: UUID, by: Person, keyring: Keyring) -> None:
    """Seal anew what the page shows, where something changed since. No paper is needed for it."""
    check(by, May.HOLD_ONE_ON_ONES)
    row = OwnPage.objects.filter(contact=contact_id).first()
    if row is None or bytes(row.basis) == (now := contents.basis(contact_id)):
        return
    view = keys.seal(bytes(row.public), row.pk, contents.content(contact_id, keyring))
    OwnPage.objects.filter(pk=row.pk).update(view=view, basis=now)


def refuse(*, contact_id: UUID, by: Person) -> None:
    """Their page is closed; the paper opens nothing any more."""
    check(by, May.HOLD_ONE_ON_ONES)
    with transaction.atomic(using="organizing"):
        OwnPage.objects.filter(contact=contact_id).delete()
        _note("own_page.refuse", by, contact_id)


def settle(*, asked: UUID, state: str, by: Person) -> None:
    """Seen to, or talked about and left as it is."""
    check(by, May.HOLD_ONE_ON_ONES)
    if state not in (Asked.State.DONE, Asked.State.NOT_DONE):
        raise BadInput(_("Say whether it was done."))
    with transaction.atomic(using="organizing"):
        told = {"state": state, "settled_on": clock.today(), "settled_by": by.id}
        if not Asked.objects.filter(pk=asked).update(**told):
            raise NotFound
        _note("own_page.settle", by, asked)


def sweep(*, by: Person, keyring: Keyring) -> int:
    """Who left by themselves goes out of every guarded group, once all of them can be opened."""
    check(by, May.READ_GUARDED)
    gone = list(Left.objects.values_list("contact", flat=True))
    if not gone or len(guarded.every(by=by, keyring=keyring)) < GuardedGroup.objects.count():
        return 0
    with transaction.atomic(using="organizing"):
        for one in gone:
            guarded.forget(one, keyring)
        Left.objects.filter(contact__in=gone).delete()
        _note("own_page.sweep", by, "")
    return len(gone)


@dataclass(frozen=True)
class Request:
    """What somebody asked for, with their words; None where these keys do not open them."""

    row: Asked
    words: str | None


def requests(*, by: Person, keyring: Keyring) -> list[Request]:
    """What is open, the oldest first."""
    check(by, May.HOLD_ONE_ON_ONES)
    rows = list(Asked.objects.filter(state=Asked.State.OPEN).select_related("contact"))
    with transaction.atomic(using="organizing"):
        _note("own_page.requests", by, "")
    return [Request(row, _words(row, keyring)) for row in rows]


def _words(row: Asked, keyring: Keyring) -> str | None:
    if row.sealed is None:
        return ""
    try:
        return words.opened(ASKED, row.pk, row.contact_id, row.epoch, row.sealed, keyring)["words"]
    except CannotOpen:
        return None


def _note(verb: str, by: Person, subject: UUID | str) -> None:
    audit.write(AuditLine, who=by.id, verb=verb, subject=subject)
