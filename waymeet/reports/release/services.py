"""From a proposal, past two reviewers, to files that never change."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from waymeet.accounts import server_keys
from waymeet.accounts.models import AuditLine
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from waymeet.reports.disclosure.check import attack, ranges_of_hidden
from waymeet.reports.disclosure.corrections import hold_back
from waymeet.reports.disclosure.suppress import Protected, protect
from waymeet.reports.disclosure.table import CountTable, Edition
from waymeet.reports.measures.measure import Measure, Place
from waymeet.reports.measures.months import is_ready, span
from waymeet.reports.measures.register import MEASURES
from waymeet.reports.measures.tabulate import full_table
from waymeet.reports.release import files, published, queries, words
from waymeet.reports.release.compose import contents_of
from waymeet.reports.release.contents import as_counted, edition_of, hash_of, places_of
from waymeet.reports.release.models import Release, Review
from waymeet.reports.release.rules import MOST_MONTHS, REVIEWERS, Act, State, after


def propose(*, measure: str, first_month: str, last_month: str, by: Person) -> Release:
    """Count, hide what has to be hidden, attack the result, and keep it frozen for two reviewers."""
    check(by, May.PROPOSE_RELEASE)
    asked, months = _asked(measure), _months(first_month, last_month)
    places = asked.places()
    earlier = queries.editions_out(measure)
    settled = hold_back(full_table(asked.count(), places, months), earlier)
    if not any(map(any, settled.table.counts)):
        raise BadInput(_("Nothing was counted in these months. Choose others."))
    release = Release(measure=measure, first_month=first_month, last_month=last_month, proposed_by=by.id)
    done = protect(str(release.id), settled.table, earlier)
    _something_is_shown(done, settled.table)
    refuse_if_narrowed(earlier, done.edition, places)
    release.counted = as_counted(settled.table, places)
    release.hidden = sorted(([*cell] for cell in done.edition.hidden), key=str)
    found = ranges_of_hidden(earlier, done.edition)
    release.ranges = [[cell.area, cell.month, left.low, left.high] for cell, left in found.items()]
    release.waiting_corrections, release.is_best = settled.waiting, done.best
    release.content_hash = hash_of(release)
    with transaction.atomic(using="default"):
        release.save(force_insert=True)
        audit.write(AuditLine, who=by.id, verb="release.propose", subject=release.id, basis=measure)
    return release


def _asked(name: str) -> Measure:
    measure = MEASURES.get(name)
    if measure is None:
        raise NotFound
    if clock.today() > measure.expires:
        raise Conflict(_("It was agreed to count this for a time that is over. Ask those who wanted it, and renew it."))
    if not set(measure.source_rooms) <= set(settings.SIDES):
        raise Conflict(_("This server does not hold what is counted here. Propose the release where it is held."))
    return measure


def _months(first: str, last: str) -> tuple[str, ...]:
    months = span(first, last)
    if not 1 <= len(months) <= MOST_MONTHS:
        raise BadInput(_("Choose at least one month and at most twelve, the earlier one first."))
    if not is_ready(last, clock.today()):
        raise BadInput(
            _("The last month is not over for two weeks yet, and phones may still hand in. Choose an earlier one.")
        )
    return months


def _something_is_shown(done: Protected, table: CountTable) -> None:
    if not any(table.value(cell) for cell in table.cells() if cell not in done.edition.hidden):
        raise BadInput(_("Every number in this table is too small to be shown. Choose more months."))


def refuse_if_narrowed(earlier: Sequence[Edition], edition: Edition, places: Sequence[Place]) -> None:
    """The gate: attacks the table with everything published before, and refuses it with the cells named."""
    narrowed = [finding for finding in attack(earlier, edition) if finding.narrowed]
    if narrowed:
        raise Conflict(words.refusal(narrowed, places))


def approve(*, release_id: UUID, content_hash: str, by: Person) -> Release:
    """One reviewer agrees to the table they saw; the second makes it ready to publish."""
    check(by, May.REVIEW_RELEASE)
    with transaction.atomic(using="default"):
        release = _to_review(release_id, content_hash, by, Act.APPROVE)
        Review.objects.create(release=release, by=by.id, approves=True, content_hash=release.content_hash)
        return _move(release, Act.APPROVE, by)


def send_back(*, release_id: UUID, content_hash: str, reason: str, by: Person) -> Release:
    """A reviewer does not agree, and says why; the counts go, the reason stays for the author."""
    check(by, May.REVIEW_RELEASE)
    if not reason.strip():
        raise BadInput(_("Say in a sentence what has to change. Name no person and no small number."))
    with transaction.atomic(using="default"):
        release = _to_review(release_id, content_hash, by, Act.SEND_BACK)
        Review.objects.create(
            release=release, by=by.id, approves=False, reason=reason.strip(), content_hash=release.content_hash
        )
        release.counted, release.hidden, release.ranges = {}, [], []
        return _move(release, Act.SEND_BACK, by)


def _to_review(release_id: UUID, content_hash: str, by: Person, act: Act) -> Release:
    release = _locked(release_id)
    if release.proposed_by == by.id:
        raise NotAllowed(_("You proposed this release, so two other people review it."))
    if release.reviews.filter(by=by.id).exists():
        raise Conflict(_("You have reviewed this release. Somebody else is the second reviewer."))
    _possible(release, act)
    if content_hash != release.content_hash or hash_of(release) != release.content_hash:
        raise Conflict(_("What you saw is not what would be published. Open the release again and look once more."))
    return release


def publish(*, release_id: UUID, by: Person) -> Release:
    """Attack it once more with everything published by now; then write its files."""
    check(by, May.PROPOSE_RELEASE)
    release = queries.row(release_id)
    _possible(release, Act.PUBLISH)
    earlier = queries.editions_out(release.measure)
    refuse_if_narrowed(earlier, edition_of(release), places_of(release))
    release.number, release.released_on = _next_number(), clock.today()
    contents = contents_of(release, earlier)
    made = files.made_files(contents)  # takes seconds, so before anybody has to wait for the database
    server_keys.public_key()  # on record before what it signed is out
    with transaction.atomic(using="default"):
        now = _locked(release_id)
        _possible(now, Act.PUBLISH)
        if _next_number() != release.number or hash_of(now) != hash_of(release):
            raise Conflict(
                _("Another release came out a moment ago. Publish again, so that this one is checked with it.")
            )
        _agreed(release)
        release.folder_hash = _put_out(contents, made)
        return _move(release, Act.PUBLISH, by)


def _next_number() -> int:
    """Releases of all measures are counted together, in the order in which they came out."""
    return int(Release.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def _agreed(release: Release) -> None:
    """Two people who are not the author approved exactly what is kept."""
    agreed = {row.by for row in release.reviews.filter(approves=True, content_hash=hash_of(release))}
    if len(agreed - {release.proposed_by}) < REVIEWERS:
        raise Conflict(_("What two reviewers approved is not what is kept here. Propose the release again."))


def _put_out(contents: published.Contents, made: Mapping[str, bytes]) -> str:
    try:
        return files.put_out(settings.RELEASED_DIR, contents, made)
    except published.NotAsReleased as trouble:
        raise Conflict(
            _("A folder with this release's name is there and says something else. Ask who keeps this server to look.")
        ) from trouble


def withdraw(*, release_id: UUID, because: str, by: Person) -> Release:
    """Say in a new file that a release is withdrawn. Its own files stay: what is out is out."""
    if not can(by, May.PROPOSE_RELEASE):
        check(by, May.REVIEW_RELEASE)
    if because not in words.BECAUSE:
        raise BadInput(_("Choose why it is withdrawn."))
    with transaction.atomic(using="default"):
        release = _locked(release_id)
        _possible(release, Act.WITHDRAW)
        release.withdrawn_on, release.withdrawn_because = clock.today(), because
        server_keys.public_key()
        said = words.said(words.BECAUSE[because])
        notice = published.Notice(release.id, release.withdrawn_on, said, keeps_numbers=because != words.UNSAFE)
        files.put_notice(settings.RELEASED_DIR, notice)
        return _move(release, Act.WITHDRAW, by)


def _locked(release_id: UUID) -> Release:
    release = Release.objects.select_for_update().filter(pk=release_id).first()
    if release is None:
        raise NotFound
    return release


def _possible(release: Release, act: Act) -> None:
    if after(State(release.state), act) is None:
        raise Conflict(words.REFUSALS[act])


def _move(release: Release, act: Act, by: Person) -> Release:
    state = after(State(release.state), act)
    if state is None:
        raise Conflict(words.REFUSALS[act])
    release.state = state
    release.save()
    audit.write(AuditLine, who=by.id, verb=f"release.{act}", subject=release.id)
    return release
