"""Printing a poster, taking a report, looking one over, and answering whoever would like to talk."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import OUTREACH, Keyring, sealing_key
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.reversals import answers, queries, rules
from waymeet.care.reversals.models import Asked, Poster, Report
from waymeet.kernel import audit, clock, codes, sealing
from waymeet.kernel.errors import BadInput, CannotOpen, NotFound, TooMany

INFO = b"waymeet reversal wish to talk v1"
WISH_BYTES = 256
MOST_A_WEEK = 2_000  # of a small town that would be everybody: whoever sends more is a machine
MOST_WISHES = 500
AN_HOUR = 3600


def poster(*, by: Person) -> tuple[Poster, str]:
    """The poster there is, or the first one, with its code."""
    check(by, May.TAKE_REVERSALS)
    found = queries.living_poster()
    return (found, code_of(found)) if found else _printed(by)


def new_poster(*, by: Person) -> tuple[Poster, str]:
    """Ends the old code at once: posters that hang have to be replaced."""
    check(by, May.TAKE_REVERSALS)
    with transaction.atomic(using="care"):
        Poster.objects.filter(ended_on=None).update(ended_on=clock.today())
        return _printed(by)


def _printed(by: Person) -> tuple[Poster, str]:
    row = Poster()
    code = code_of(row)
    row.code_hash = codes.code_hash(code)
    with transaction.atomic(using="care"):
        row.save(force_insert=True)
        audit.write(AuditLine, who=by.id, verb="reversal_poster.print", subject=row.id)
    return row, code


def code_of(row: Poster) -> str:
    return codes.derived_code("waymeet.care.reversals", row.id)


def check_code(code: str) -> None:
    """NotFound for a code that is not on our posters now."""
    if not Poster.objects.filter(code_hash=codes.code_hash(code), ended_on=None).exists():
        raise NotFound


def tell(*, code: str, said: Mapping[str, Any]) -> None:
    """A report from a poster or a link. Who tells it is not asked; nothing is logged, and no moment is kept."""
    check_code(code)
    if queries.told_this_week() >= MOST_A_WEEK:
        raise TooMany(_("This form is closed for now. Please tell an outreach worker."), seconds=AN_HOUR)
    _keep(Report.Way.LINK, said)


def tell_from_paper(*, said: Mapping[str, Any], by: Person) -> None:
    """A report that somebody told an outreach worker, or wrote on paper."""
    check(by, May.TAKE_REVERSALS)
    with transaction.atomic(using="care"):
        _keep(Report.Way.PAPER, said)
        audit.write(AuditLine, who=by.id, verb="reversal.paper")


def _keep(way: str, said: Mapping[str, Any]) -> None:
    Report.objects.create(
        way=way,
        iso_week=clock.iso_week(clock.today()),
        happened=_one_of(answers.When, said.get("happened"), needed=True),
        doses=said.get("doses"),
        product=said.get("product"),
        lot=rules.lot_as_printed(said.get("lot") or ""),
        area_number=said.get("area_number") or 0,
        lived=_one_of(answers.Lived, said.get("lived")),
        called_911=_one_of(answers.Called, said.get("called_911")),
        breathing=_one_of(answers.Did, said.get("breathing")),
        stayed=_one_of(answers.Did, said.get("stayed")),
        drugs=sorted(_one_of(answers.Drug, one) for one in said.get("drugs") or ()),
        where=_one_of(answers.Where, said.get("where")),
        teller=_one_of(answers.Teller, said.get("teller")),
        refill=bool(said.get("refill")),
    )


def _one_of(choices: Any, given: Any, *, needed: bool = False) -> str:
    if given in choices.values or (not given and not needed):
        return given or ""
    raise BadInput(_("Choose one of the answers, or leave it open."))


def wish(*, code: str, reach: str) -> None:
    """Somebody would like to talk. Sealed before it is kept, and never beside a report."""
    check_code(code)
    if queries.wishes_waiting() >= MOST_WISHES:
        raise TooMany(_("This form is closed for now. Please tell an outreach worker."), seconds=AN_HOUR)
    words = reach.strip().encode()
    if not words:
        raise BadInput(_("Write how we can reach you: a phone number, an email, or where you can be found."))
    if len(words) > WISH_BYTES - 2:
        raise BadInput(_("That is too long. Write it in fewer words."))
    key = sealing_key(OUTREACH)
    sealed = sealing.seal(key.public, sealing.pad(words, WISH_BYTES), info=INFO, aad=_place(key.epoch))
    Asked.objects.create(iso_week=clock.iso_week(clock.today()), epoch=key.epoch, sealed=sealed)


def _place(epoch: str) -> bytes:
    return sealing.bind("reversal wish", epoch)


def open_wishes(*, by: Person, keyring: Keyring) -> list[tuple[Asked, str]]:
    """Everybody who waits to be called, with what they wrote; one audit line. What does not open is left out."""
    check(by, May.TAKE_REVERSALS)
    with transaction.atomic(using="care"):
        audit.write(AuditLine, who=by.id, verb="reversal_wishes.open", subject=clock.today())
    found = []
    for row in Asked.objects.order_by("iso_week", "id"):
        try:
            private = keyring.open_team_key(OUTREACH, row.epoch)
            plain = sealing.unseal(private, bytes(row.sealed), info=INFO, aad=_place(row.epoch))
        except CannotOpen:
            continue
        found.append((row, sealing.unpad(plain).decode()))
    return found


def answered(*, wish_id: int, by: Person) -> None:
    """Somebody has been in touch, or tried to: how to reach them goes at once."""
    check(by, May.TAKE_REVERSALS)
    with transaction.atomic(using="care"):
        gone, _rows = Asked.objects.filter(pk=wish_id).delete()
        if not gone:
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="reversal_wish.answer")


def review(*, report_id: int, finding: str, by: Person) -> None:
    """What the clinical director came to. Who looked stands in the audit, nothing beside the report."""
    check(by, May.REVIEW_REVERSALS)
    if finding not in answers.Finding.values or not finding:
        raise BadInput(_("Choose what you came to."))
    with transaction.atomic(using="care"):
        if not Report.objects.filter(pk=report_id).update(finding=finding):
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="reversal.review", subject=report_id)
