"""Finding by a code or a phrase, replacing a code, joining two, taking in what phones brought, forgetting."""

import os
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import PARTICIPANTS, Keyring, sealing_key
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.accounts.trainings.queries import courses
from waymeet.care.codes import queries, rules
from waymeet.care.codes.models import CardCode, Finder, Heard, Holder, Learned, Phrase, Use
from waymeet.care.models import AuditLine
from waymeet.kernel import audit, card_codes, erasure, sealing
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotFound
from waymeet.kernel.ids import random_number

FINDER_INFO = b"waymeet code finder v1"
HEARD_INFO = b"waymeet heard code v1"
MOST_CARDS = 60
NOT_A_CODE = _("This is not a card code. It has 7 letters and numbers. Check it with whoever carries it.")


@dataclass(frozen=True)
class By:
    """Who asks, with the keys of this request."""

    person: Person
    keyring: Keyring


def hear(said: list[rules.Said]) -> None:
    """Keep codes of an opened pool sealed for the participants team. Called inside the opening's own transaction.

    Where that team holds no key yet the codes are left out: the encounters count all the same.
    """
    if not said:
        return
    try:
        key = sealing_key(PARTICIPANTS)
    except Conflict:
        return
    place = sealing.bind("heard code", key.epoch)
    rows = [
        Heard(
            id=random_number(),
            epoch=key.epoch,
            sealed=sealing.seal(
                key.public, sealing.pad(rules.said_bytes(one), rules.HEARD_BYTES), info=HEARD_INFO, aad=place
            ),
        )
        for one in said
    ]
    Heard.objects.bulk_create(sorted(rows, key=lambda row: row.id))


def print_cards(*, how_many: int, by: Person) -> list[str]:
    """Fresh codes for a sheet of cards. None is kept: a card begins to be known when it is first used."""
    check(by, May.READ_PARTICIPANTS)
    if not 1 <= how_many <= MOST_CARDS:
        raise BadInput(_("Print between 1 and 60 cards at a time."))
    with transaction.atomic(using="care"):
        audit.write(AuditLine, who=by.id, verb="codes.print", basis=f"{how_many} cards")
    return [card_codes.new_code() for _card in range(how_many)]


def take_in(*, by: By) -> int:
    """Put what came in with the pools under its codes; answers how many. A code seen first begins a holder."""
    check(by.person, May.READ_PARTICIPANTS)
    with transaction.atomic(using="care"):
        secret, done, keys = _secret(by.keyring), [], dict[str, bytes]()
        for row in Heard.objects.select_for_update():
            try:
                said = _opened(row, by.keyring, keys)
            except CannotOpen:
                continue  # waits for a colleague whose keys are older
            holder_id = _holder_of(rules.keyed(secret, rules.CODE, said.code))
            items = {str(number): count for number, count in said.items.items()}
            Use.objects.create(holder_id=holder_id, iso_week=said.iso_week, items=items, taken_back=said.taken_back)
            done.append(row.pk)
        Heard.objects.filter(pk__in=done).delete()
        if done:
            audit.write(AuditLine, who=by.person.id, verb="codes.take_in", basis=f"{len(done)} codes")
    return len(done)


def _opened(row: Heard, keyring: Keyring, keys: dict[str, bytes]) -> rules.Said:
    if row.epoch not in keys:
        keys[row.epoch] = keyring.open_team_key(PARTICIPANTS, row.epoch)
    place = sealing.bind("heard code", row.epoch)
    plain = sealing.unseal(keys[row.epoch], bytes(row.sealed), info=HEARD_INFO, aad=place)
    return rules.read_said(sealing.unpad(plain))


def _holder_of(digest: bytes) -> int:
    known = CardCode.objects.filter(digest=digest).first()
    if known is None:
        known = CardCode.objects.create(holder=Holder.objects.create(), digest=digest)
    return known.holder_id


def find(*, code: str, by: By) -> int:
    """Whose code this is; what waits is taken in first. A replaced code, like an unknown one, finds nobody."""
    digest = _digest(code, by)
    known = CardCode.objects.filter(digest=digest, replaced=False).first()
    if known is None:
        raise NotFound
    with transaction.atomic(using="care"):
        audit.write(AuditLine, who=by.person.id, verb="code.find", subject=known.holder_id)
    return known.holder_id


def begin(*, code: str, by: By) -> int:
    """As `find`, for a card that is used for the first time at the desk."""
    digest = _digest(code, by)
    with transaction.atomic(using="care"):
        if CardCode.objects.filter(digest=digest, replaced=True).exists():
            raise Conflict(_("This card was replaced by a newer one. Ask for that."))
        holder_id = _holder_of(digest)
        audit.write(AuditLine, who=by.person.id, verb="code.begin", subject=holder_id)
    return holder_id


def _digest(code: str, by: By) -> bytes:
    check(by.person, May.READ_PARTICIPANTS)
    found = card_codes.as_found(code)
    if not found:
        raise BadInput(NOT_A_CODE)
    take_in(by=by)
    return rules.keyed(_secret(by.keyring), rules.CODE, found)


def find_again(*, phrase: str, by: By) -> list[int]:
    """Everybody with this phrase: candidates for a person to look at. Nothing is joined by it."""
    check(by.person, May.READ_PARTICIPANTS)
    digest = rules.keyed(_secret(by.keyring), rules.PHRASE, _words(phrase))
    with transaction.atomic(using="care"):
        audit.write(AuditLine, who=by.person.id, verb="code.find_again")
    return list(Phrase.objects.filter(digest=digest).order_by("holder_id").values_list("holder_id", flat=True))


def set_phrase(*, holder_id: int, phrase: str, by: By) -> None:
    """Words to be found again by; "" takes them away."""
    check(by.person, May.READ_PARTICIPANTS)
    holder = _holder(holder_id)
    with transaction.atomic(using="care"):
        Phrase.objects.filter(holder=holder).delete()
        if phrase.strip():
            digest = rules.keyed(_secret(by.keyring), rules.PHRASE, _words(phrase))
            Phrase.objects.create(holder=holder, digest=digest)
        audit.write(AuditLine, who=by.person.id, verb="code.phrase", subject=holder_id)


def _words(phrase: str) -> str:
    words = rules.same_words(phrase)
    if len(words) < rules.SHORTEST_PHRASE:
        raise BadInput(_("Choose a phrase of at least 8 letters, not a name or a birthday."))
    return words


def set_notices(*, holder_id: int, wanted: bool, by: Person) -> None:
    """A note of a recall may wait at this code, or may no more: only at a word of whoever shows it."""
    check(by, May.READ_PARTICIPANTS)
    one = queries.all_of(holder_id)
    with transaction.atomic(using="care"):
        Holder.objects.filter(pk__in=one).update(wants_notices=wanted)
        audit.write(AuditLine, who=by.id, verb="code.notices", subject=holder_id)


def replace(*, holder_id: int, by: By) -> str:
    """A new code; the old ones find no more, and the history stays."""
    check(by.person, May.READ_PARTICIPANTS)
    holder, code = _holder(holder_id), card_codes.new_code()
    with transaction.atomic(using="care"):
        CardCode.objects.filter(holder=holder).update(replaced=True)
        digest = rules.keyed(_secret(by.keyring), rules.CODE, code)
        CardCode.objects.create(holder=holder, digest=digest)
        audit.write(AuditLine, who=by.person.id, verb="code.replace", subject=holder_id)
    return code


def join(*, holder_id: int, other_code: str, by: By) -> None:
    """Both codes are one person's, as they say. Each keeps its own rows, so it can be taken apart."""
    other = queries.first_of(find(code=other_code, by=by))
    holder = queries.first_of(_holder(holder_id).pk)
    if other == holder:
        raise Conflict(_("These two are one already."))
    with transaction.atomic(using="care"):
        Holder.objects.filter(pk__in=queries.all_of(other)).update(joined_to=holder)
        audit.write(AuditLine, who=by.person.id, verb="code.join", subject=holder, basis=str(other))


def take_apart(*, holder_id: int, by: Person) -> None:
    """What was joined to this one, or this one from what it was joined to, stands by itself again."""
    check(by, May.READ_PARTICIPANTS)
    holder = _holder(holder_id)
    with transaction.atomic(using="care"):
        if holder.joined_to_id is None:
            Holder.objects.filter(joined_to=holder).update(joined_to=None)
        else:
            Holder.objects.filter(pk=holder.pk).update(joined_to=None)
        audit.write(AuditLine, who=by.id, verb="code.take_apart", subject=holder_id)


def learned(*, holder_id: int, course: UUID, iso_week: str, by: By) -> None:
    """A course they have had, kept because they want it."""
    check(by.person, May.READ_PARTICIPANTS)
    if course not in {one.pk for one in courses(retired=True)}:
        raise BadInput(_("Choose the course."))
    with transaction.atomic(using="care"):
        Learned.objects.get_or_create(holder=_holder(holder_id), course=course, iso_week=iso_week)
        audit.write(AuditLine, who=by.person.id, verb="code.learned", subject=holder_id)


def unlearned(*, holder_id: int, learned_id: int, by: By) -> None:
    """It was a mistake, or they want it gone."""
    check(by.person, May.READ_PARTICIPANTS)
    with transaction.atomic(using="care"):
        gone, _rows = Learned.objects.filter(pk=learned_id, holder__in=queries.all_of(holder_id)).delete()
        if not gone:
            raise NotFound
        audit.write(AuditLine, who=by.person.id, verb="code.unlearned", subject=holder_id)


def forget(*, holder_id: int, by: By) -> None:
    """Everything under this code and under those joined to it, at a word; also what still waits."""
    check(by.person, May.READ_PARTICIPANTS)
    take_in(by=by)
    one = queries.all_of(_holder(holder_id).pk)
    with transaction.atomic(using="care"):
        erasure.erase(Holder.objects.filter(pk__in=one))
        audit.write(AuditLine, who=by.person.id, verb="code.forget", subject=holder_id)


def _holder(holder_id: int) -> Holder:
    holder = Holder.objects.filter(pk=holder_id).first()
    if holder is None:
        raise NotFound
    return holder


def _secret(keyring: Keyring) -> bytes:
    """The team's secret, opened in this request; made once, and sealed anew when the team's key has changed."""
    to, secret = sealing_key(PARTICIPANTS), None
    rows = list(Finder.objects.all())
    for row in rows:
        try:
            private = keyring.open_team_key(PARTICIPANTS, row.epoch)
        except CannotOpen:
            continue
        place = sealing.bind("code finder", row.epoch)
        secret = sealing.unseal(private, bytes(row.sealed), info=FINDER_INFO, aad=place)
        break
    if secret is None:
        if rows:
            raise CannotOpen
        keyring.open_team_key(PARTICIPANTS, to.epoch)  # whoever could not open it makes none
        secret = os.urandom(rules.SECRET_BYTES)
    if to.epoch not in {row.epoch for row in rows}:
        sealed = sealing.seal(to.public, secret, info=FINDER_INFO, aad=sealing.bind("code finder", to.epoch))
        Finder.objects.create(epoch=to.epoch, sealed=sealed)
    return secret
