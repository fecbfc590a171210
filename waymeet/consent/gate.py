"""The gate: the only file of this room that others import.

One person's consent to one hand-off is known by a secret of 128 bits that is printed on their receipt. The giving team
keeps the secret sealed; the receiving team knows only the handle that follows from it. Every verb here is one
transaction with one line in the audit, which holds the handle and never a value.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import ORGANIZING, Keyring, sealing_key
from waymeet.consent import envelopes, handles, ledger, rules, wording
from waymeet.consent.choosing import at_the_table, beyond, name_of, state_words, what_can_be_told, who, why
from waymeet.consent.documents import signed_for
from waymeet.consent.finding import Found, found_by
from waymeet.consent.ledger import in_one
from waymeet.consent.models import Disclosure, Document, Envelope, Event, Sentence
from waymeet.consent.refusing import WORDS
from waymeet.consent.rules import BEYOND, OF_ITS_OWN, SIDES, DataClass, Kind, Purpose, Recipient, Refusal, Scope, State
from waymeet.consent.sentences import BEING_CALLED, ConsentSentence, sentence_with, sentences_for
from waymeet.consent.shapes import (
    Arrival,
    Changes,
    Disclosed,
    Notice,
    Offer,
    Opened,
    Past,
    Receipt,
    Standing,
)
from waymeet.consent.signed import Signed, from_json, missing_elements, to_json
from waymeet.consent.wording import PROHIBITION_SHORT
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound

__all__ = [
    "BEING_CALLED",
    "OF_ITS_OWN",
    "PROHIBITION_SHORT",
    "SIDES",
    "Arrival",
    "Changes",
    "ConsentSentence",
    "DataClass",
    "Disclosed",
    "Notice",
    "Offer",
    "Opened",
    "Past",
    "Purpose",
    "Receipt",
    "Recipient",
    "Scope",
    "Signed",
    "Standing",
    "State",
    "arrivals",
    "at_the_table",
    "beyond",
    "decline",
    "disclose",
    "expire_due",
    "give_back",
    "grant",
    "holding",
    "introduced",
    "knows",
    "name_of",
    "narrow",
    "notice_for",
    "offer",
    "open_arrival",
    "sentence_with",
    "sentences_for",
    "signed_for",
    "standing",
    "standings",
    "state_words",
    "what_can_be_told",
    "who",
    "why",
    "withdraw",
    "withdrawn_since",
]


@in_one
def offer(*, giving: str, scope: Scope, language: str, read_aloud: bool) -> Offer:
    """Put a hand-off before somebody. Nothing is told yet, and nothing they are offered depends on the answer."""
    if giving not in SIDES or giving == scope.recipient:
        raise BadInput(WORDS[Refusal.RECIPIENT])
    if scope.purpose == Purpose.AROUND_THE_TABLE and giving != Recipient.DIVERSION:
        raise BadInput(WORDS[Refusal.PURPOSE])
    _refuse(rules.refusals(scope, clock.today()))
    spoken = wording.spoken(language)
    text = wording.consent_text(scope, spoken)
    digest = wording.text_hash(scope.purpose, spoken, text)
    said = {"purpose": scope.purpose, "language": spoken, "text": text}
    Sentence.objects.get_or_create(hash=digest, defaults=said)
    secret = handles.new_secret()
    handle = handles.handle_of(handles.read(secret))
    ledger.add(handle, Kind.OFFERED, scope, text_hash=digest, language=spoken, read_aloud=read_aloud)
    return Offer(secret, text, digest)


@in_one
def decline(*, secret: str) -> None:
    """They said no. It is written down, and nothing else follows."""
    found = found_by(secret)
    if found.state == State.DECLINED:
        return
    if found.state not in (State.OFFERED, State.EXPIRED):
        raise Conflict(_("This was agreed to before. Take it back instead."))
    ledger.end(found.handle, Kind.DECLINED, found.asked.recipient)


@in_one
def grant(*, secret: str, signed: Signed, fields: Mapping[str, str]) -> Receipt:
    """They said yes and signed. Seals what they agreed to, and nothing more, to whoever may read it."""
    found, today = found_by(secret), clock.today()
    if found.state != State.OFFERED:
        raise Conflict(_("This cannot be agreed to any more. Offer it again."))
    scope, offered = found.asked, found.offered
    lacking = missing_elements(signed, scope, text_hash=offered.text_hash, today=today)
    if lacking:
        raise BadInput(_("The consent is not complete. Fill in every part, then try again."), column=min(lacking))
    told = {} if _later(scope) and not fields else _told(fields, scope)
    sealed = envelopes.seal_document(found.handle, found.key, to_json(signed))
    Document.objects.create(handle=found.handle, sealed=sealed)
    if told:
        ledger.account(found.handle, scope, told)
    envelopes.put(found.handle, scope, told, found.key)
    said = {"language": offered.language, "read_aloud": signed.read_aloud, "signed_how": signed.signed_how}
    ledger.add(found.handle, Kind.GRANTED, scope, text_hash=offered.text_hash, **said)
    notice = notice_for(scope, offered.language)
    return Receipt(secret, scope, _text(offered.text_hash), offered.language, notice, _named(signed, scope))


@in_one
def disclose(*, secret: str, fields: Mapping[str, str]) -> Notice:
    """Tell more or newer facts under the same live consent; they go beside what was told before."""
    found = found_by(secret)
    scope = _live(found)
    told = _told(fields, scope)
    envelope = Envelope.objects.filter(handle=found.handle).first()
    before = envelopes.kept(envelope, found.key) if envelope else {}
    ledger.account(found.handle, scope, told)
    envelopes.put(found.handle, scope, _only(before | told, scope), found.key)
    ledger.note("consent.disclose", found.handle)
    return notice_for(scope, found.offered.language)


@in_one
def narrow(*, secret: str, classes: Iterable[str] | None = None, until: dt.date | None = None) -> None:
    """Only ever smaller: fewer classes, an earlier day, or both. What is left is sealed anew."""
    found = found_by(secret)
    scope = rules.narrower(_live(found), classes, until)
    if isinstance(scope, Refusal):
        raise BadInput(WORDS[scope])
    envelope = Envelope.objects.filter(handle=found.handle).first()
    before = envelopes.kept(envelope, found.key) if envelope else {}
    ledger.add(found.handle, Kind.NARROWED, scope)
    envelopes.put(found.handle, scope, _only(before, scope), found.key)


@in_one
def withdraw(*, secret: str) -> None:
    """They took it back. It holds at once, and no event before, after or late brings it back."""
    found = found_by(secret)
    if Kind.WITHDRAWN not in found.kinds:
        ledger.end(found.handle, Kind.WITHDRAWN, found.asked.recipient)


@in_one
def give_back(side: str, handle: UUID) -> None:
    """The receiving team was told that somebody takes it back, or gives it up: the same as a withdrawal."""
    rows = Event.objects.filter(handle=handle, recipient=side)
    kinds = set(rows.values_list("kind", flat=True))
    if kinds and Kind.WITHDRAWN not in kinds:
        ledger.end(handle, Kind.WITHDRAWN, side)


@in_one
def standing(secret: str) -> Standing:
    """State, scope, history, accounting and document: for the participant, and for the team that gave."""
    found = found_by(secret)
    ledger.note("consent.read", found.handle)
    return _standing(found)


@in_one
def standings(secrets: Iterable[str]) -> list[Standing]:
    """The same of many, for a list, in the order asked; one line in the audit, which names none of them."""
    every = [found_by(secret) for secret in secrets]
    ledger.note("consent.list")
    return [_standing(found) for found in every]


@in_one
def holding(recipient: str, secrets: Iterable[str]) -> list[Scope | None]:
    """What holds at this moment under each, or None, in the order asked. Codes only: nothing is read, nothing told."""
    ledger.settle(recipient, clock.today())
    every = [handles.handle_of(handles.read(secret)) for secret in secrets]
    rows = ledger.rows_of_each(every)
    return [rules.live_scope([ledger.as_event(row) for row in rows.get(one, [])], clock.today()) for one in every]


@in_one
def arrivals(side: str) -> list[Arrival]:
    """What was handed to this side and holds today, sealed."""
    today = clock.today()
    ledger.settle(side, today)
    waiting = list(Envelope.objects.filter(recipient=side))
    rows = ledger.rows_with_envelopes(side)
    found = [_arrival(envelope, rows.get(envelope.handle, []), today) for envelope in waiting]
    return sorted((one for one in found if one), key=lambda one: (one.came_on, one.handle))


@in_one
def open_arrival(handle: UUID, keyring: Keyring) -> Opened:
    """The agreed fields and their notice, with the receiving team's key. The audit line is written first."""
    envelope = Envelope.objects.filter(handle=handle).first()
    if envelope is None:
        raise NotFound
    ledger.settle(envelope.recipient, clock.today())
    rows = ledger.rows_of(handle)
    scope = rules.live_scope([ledger.as_event(row) for row in rows], clock.today())
    if scope is None:
        raise NotFound
    ledger.note("consent.open", handle, keyring.account_id)
    fields = _only(envelopes.opened(envelope, keyring), scope)
    return Opened(fields, scope, notice_for(scope, _language(rows)))


def knows(side: str, handle: UUID) -> bool:
    """Whether this handle is a consent's, however it stands: then nothing comes in under it but through the gate."""
    return Event.objects.filter(recipient=side, handle=handle).exists()


def introduced(*, record: UUID, purpose: str, fields: Mapping[str, str]) -> tuple[str, bytes]:
    """Seals somebody who came without a hand-off as a hand-off is sealed: the epoch and the bytes."""
    until = rules.a_year_after(clock.today())
    scope = Scope(Recipient.ORGANIZING, frozenset(fields), purpose, until)
    _refuse(rules.refusals(scope, clock.today()))
    to = sealing_key(ORGANIZING)
    return to.epoch, envelopes.introduction(record, scope, _told(fields, scope), to)


@in_one
def withdrawn_since(side: str, mark: str = "") -> Changes:
    """What ended or was narrowed since `mark`; each side deletes before it answers. The same mark: nothing new."""
    ledger.settle(side, clock.today())
    now = ledger.mark(side)
    if now == mark:
        return Changes(now, frozenset(), frozenset())
    changed = ledger.noticed_by(side)
    gone = frozenset(changed.filter(kind__in=rules.ENDINGS).values_list("handle", flat=True))
    narrowed = frozenset(changed.filter(kind=Kind.NARROWED).values_list("handle", flat=True))
    return Changes(now, gone, narrowed - gone)


@in_one
def expire_due() -> int:
    """End every consent whose last day is over; called once a day. How many there were."""
    today, due = clock.today(), 0
    for recipient in Recipient:
        due += Envelope.objects.filter(recipient=recipient, until__lt=today).count()
        ledger.settle(recipient, today)
    return due


def _standing(found: Found) -> Standing:
    document = Document.objects.filter(handle=found.handle).first()
    opened = envelopes.open_document(found.handle, found.key, bytes(document.sealed)) if document else None
    return Standing(
        state=found.state,
        scope=rules.live_scope(found.events, clock.today()),
        asked=found.asked,
        language=found.offered.language,
        text=_text(found.offered.text_hash),
        text_hash=found.offered.text_hash,
        read_aloud=found.offered.read_aloud,
        history=tuple(_past(row) for row in sorted(found.rows, key=_in_time)),
        disclosures=tuple(_disclosed(row) for row in Disclosure.objects.filter(handle=found.handle).order_by("day")),
        document=from_json(opened) if opened else None,
    )


def _live(found: Found) -> Scope:
    scope = rules.live_scope(found.events, clock.today())
    if scope is None:
        raise Conflict(_("This consent does not hold any more. Nothing was told."))
    return scope


def _refuse(found: list[Refusal]) -> None:
    if found:
        raise BadInput(WORDS[found[0]])


def _told(fields: Mapping[str, str], scope: Scope) -> dict[str, str]:
    """Only what was agreed, and something: a field beyond the scope stops everything."""
    told = {str(name): words.strip() for name, words in fields.items() if words.strip()}
    if not told or not set(told) <= scope.classes:
        raise BadInput(_("Only what they agreed to can be told. Change the offer, or leave the rest out."))
    return told


def _later(scope: Scope) -> bool:
    """At a yes to what several agencies hear at one table nobody hears anything yet: each meeting tells."""
    return scope.purpose == Purpose.AROUND_THE_TABLE


def _named(signed: Signed, scope: Scope) -> tuple[str, ...]:
    """Whom outside the text speaks of as named on this sheet, and the court case; nobody for a team of this house."""
    lines = (signed.recipient_name, *signed.members, signed.proceeding) if scope.recipient in BEYOND else ()
    return tuple(line for line in lines if line)


def _only(fields: Mapping[str, str], scope: Scope) -> dict[str, str]:
    return {name: words for name, words in fields.items() if name in scope.classes}


def _text(digest: str) -> str:
    sentence = sentence_with(digest)
    return sentence.text if sentence else ""


def notice_for(scope: Scope, language: str) -> Notice:
    """What goes along with anything told under this scope."""
    words = wording.explanation(scope, wording.spoken(language))
    hiv = wording.HIV_STATEMENT if DataClass.HIV in scope.classes else ""
    return Notice(wording.PROHIBITION_SHORT, wording.PROHIBITION, words, hiv)


def _language(rows: list[Event]) -> str:
    return next((row.language for row in rows if row.kind == Kind.OFFERED), "en")


def _arrival(envelope: Envelope, rows: list[Event], today: dt.date) -> Arrival | None:
    scope = rules.live_scope([ledger.as_event(row) for row in rows], today)
    if scope is None:
        return None
    return Arrival(
        handle=envelope.handle,
        epoch=envelope.epoch,
        sealed=envelope.sealed,
        purpose=scope.purpose,
        classes=scope.classes,
        came_on=min(row.day for row in rows if row.kind == Kind.GRANTED),
        until=scope.until,
        language=_language(rows) if DataClass.LANGUAGE in scope.classes else "",
    )


def _past(row: Event) -> Past:
    classes = tuple(wording.in_order(ledger.unpacked(row.classes)))
    return Past(row.kind, row.day, classes, row.until, row.read_aloud, row.signed_how)


def _in_time(row: Event) -> tuple[dt.date, int]:
    """By day; on one day in the order such things happen."""
    return row.day, list(Kind).index(Kind(row.kind))


def _disclosed(row: Disclosure) -> Disclosed:
    return Disclosed(row.day, row.recipient, tuple(wording.in_order(ledger.unpacked(row.classes))), row.purpose)
