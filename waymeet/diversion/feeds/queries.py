"""Lists that came in, how agencies write them, and how much of what they list we hold."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.diversion.agencies.models import Agency
from waymeet.diversion.feeds import rules
from waymeet.diversion.feeds.models import FeedRow, Mapping, SameAs, Snapshot
from waymeet.diversion.feeds.said import Kind
from waymeet.diversion.incidents import rules as eligibility
from waymeet.diversion.incidents.models import RuleVersion
from waymeet.diversion.incidents.queries import cells_of_ledger, first_and_last_week
from waymeet.kernel import clock
from waymeet.kernel.errors import NotAllowed, NotFound


def mappings(*, by: Person) -> list[Mapping]:
    check(by, May.KEEP_FEEDS)
    return list(Mapping.objects.select_related("agency"))


def one_mapping(*, mapping_id: UUID, by: Person) -> Mapping:
    check(by, May.KEEP_FEEDS)
    row = Mapping.objects.select_related("agency").filter(pk=mapping_id).first()
    if row is None:
        raise NotFound
    return row


def declared(row: Mapping) -> rules.Declared:
    return rules.Declared(row.columns, row.values, row.days)


def snapshots(*, by: Person) -> list[Snapshot]:
    check(by, May.KEEP_FEEDS)
    return list(Snapshot.objects.select_related("agency"))


def next_number() -> int:
    last = Snapshot.objects.order_by("-number").first()
    return (last.number if last else 0) + 1


def one_snapshot(*, snapshot_id: UUID, by: Person) -> Snapshot:
    check(by, May.KEEP_FEEDS)
    row = Snapshot.objects.select_related("agency").filter(pk=snapshot_id).first()
    if row is None:
        raise NotFound
    return row


_WHAT = ("iso_week", "area_number", "codes", "age_band", "races", "hispanic", "outcome")


def is_here(snapshot: Snapshot, rows: Iterable[FeedRow]) -> bool:
    """Whether a list with the very same rows came in before. No hash of a file is kept."""
    told = Counter(_shape(tuple(getattr(row, name) for name in _WHAT)) for row in rows)
    alike = {name: getattr(snapshot, name) for name in ("agency", "kind", "first_week", "last_week", "lines", "kept")}
    return any(
        Counter(map(_shape, known.rows.values_list(*_WHAT))) == told for known in Snapshot.objects.filter(**alike)
    )


def _shape(values: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)


@dataclass(frozen=True)
class Month:
    """Of the incidents an agency lists in a month "2026-07" that were eligible: how many we hold.

    `untold`: listed, and nobody can tell from the list whether they were eligible. `ours_alone`: in the ledger and in
    no list. Weeks no list covers are in none of these.
    """

    month: str
    listed: int
    held: int
    ours_alone: int
    untold: int


@dataclass(frozen=True)
class Gap:
    """Weeks for which an agency gave nothing: never zero."""

    agency: str
    first_week: str
    last_week: str


@dataclass(frozen=True)
class Compared:
    """One agency's lists beside the ledger."""

    agency: Agency
    months: list[Month]
    gaps: list[Gap]
    left_ours: list[tuple[rules.Where, int]]
    left_theirs: list[tuple[rules.Where, int]]
    same: list[SameAs]

    @property
    def listed(self) -> int:
        return sum(one.listed for one in self.months)

    @property
    def held(self) -> int:
        return sum(one.held for one in self.months)


def compared(*, by: Person) -> list[Compared]:
    """Every agency that publishes arrests. Compared by week, charge and area, as counts."""
    if not (can(by, May.KEEP_FEEDS) or can(by, May.READ_LEDGER)):
        raise NotAllowed
    wanted = Snapshot.objects.filter(kind=Kind.ARRESTS).values_list("agency", flat=True).distinct()
    return [_compare(agency) for agency in Agency.objects.filter(pk__in=list(wanted))]


def coverage_by_month() -> dict[str, list[Month]]:
    """By agency's name, for diversion/counts.py."""
    wanted = Snapshot.objects.filter(kind=Kind.ARRESTS).values_list("agency", flat=True).distinct()
    return {one.name: _compare(one).months for one in Agency.objects.filter(pk__in=list(wanted))}


def _compare(agency: Agency) -> Compared:
    newest = _newest_by_week(agency)
    feed, untold = _eligible_cells(agency, newest)
    ledger = _ledger_cells(newest)
    same = list(SameAs.objects.filter(agency=agency).order_by("our_week", "id"))
    pairs = [
        ((one.our_week, one.our_code, one.our_area), (one.their_week, one.their_code, one.their_area), one.count)
        for one in same
    ]
    months = [
        _month(month, feed, untold, ledger, pairs) for month in sorted({clock.month_of_week(week) for week in newest})
    ]
    ours = sorted((Counter(ledger) - Counter(feed)).items())
    theirs = sorted((Counter(feed) - Counter(ledger)).items())
    return Compared(agency, months, _gaps(agency, newest), ours, theirs, same)


def _newest_by_week(agency: Agency) -> dict[str, UUID]:
    """Which list speaks for a week: of those that cover it the one brought in last."""
    found: dict[str, UUID] = {}
    rows = Snapshot.objects.filter(agency=agency, kind=Kind.ARRESTS).order_by("number")
    for row in rows:
        found |= dict.fromkeys(_weeks(row.first_week, row.last_week), row.pk)
    return found


def _weeks(first: str, last: str) -> list[str]:
    day, end, found = clock.monday_of(first), clock.monday_of(last), []
    while day <= end:
        found.append(clock.iso_week(day))
        day = day.fromordinal(day.toordinal() + 7)
    return found


def _eligible_cells(agency: Agency, newest: dict[str, UUID]) -> tuple[Counter[rules.Where], Counter[str]]:
    """Cells of what was eligible by the rules of its week, and by month how many nobody can tell of."""
    cells, untold = Counter[rules.Where](), Counter[str]()
    versions = list(RuleVersion.objects.exclude(in_force_from=None))
    documents = {row.pk: eligibility.from_json(row.document) for row in versions}
    by_week = {week: eligibility.in_force(versions, clock.monday_of(week)) for week in newest}
    rows = FeedRow.objects.filter(snapshot__agency=agency, snapshot__kind=Kind.ARRESTS)
    for snapshot, week, area, codes, band in rows.values_list(
        "snapshot_id", "iso_week", "area_number", "codes", "age_band"
    ):
        if newest.get(week) != snapshot:
            continue
        version = by_week[week]
        result = eligibility.CANNOT_TELL if version is None else _judged(documents[version.pk], codes, band)
        if result == eligibility.YES:
            cells[week, _first(codes), area] += 1
        elif result == eligibility.CANNOT_TELL:
            untold[clock.month_of_week(week)] += 1
    return cells, untold


def _judged(document: eligibility.Document, codes: list[str], band: str) -> str:
    """By charge and age only: a list says neither amounts nor what else keeps somebody out.

    So "yes" means that nothing in the list speaks against it.
    """
    facts = eligibility.Facts(
        charges=tuple(eligibility.Charged(code, 0) for code in codes), age=int(band) if band else None
    )
    found = eligibility.results(document, facts)
    return eligibility.eligible({name: found[name] for name in ("charge", "age") if name in found})


def _first(codes: list[str]) -> str:
    return min(codes, default="")


def _ledger_cells(newest: dict[str, UUID]) -> Counter[rules.Where]:
    """Ours in the weeks some list covers, eligible or not known to be otherwise."""
    span = first_and_last_week()
    found: defaultdict[rules.Where, int] = defaultdict(int)
    if span is not None:
        for cell, count in cells_of_ledger(*span).items():
            if cell.iso_week in newest:
                found[cell.iso_week, cell.charge, cell.area_number] += count
    return Counter(found)


def _month(
    month: str,
    feed: Counter[rules.Where],
    untold: Counter[str],
    ledger: Counter[rules.Where],
    pairs: list[tuple[rules.Where, rules.Where, int]],
) -> Month:
    def within(cells: Counter[rules.Where]) -> dict[rules.Where, int]:
        return {cell: count for cell, count in cells.items() if clock.month_of_week(cell[0]) == month}

    near = [pair for pair in pairs if clock.month_of_week(pair[1][0]) == month]
    ours = within(ledger) | {pair[0]: ledger[pair[0]] for pair in near}
    told = rules.coverage(within(feed), ours, near)
    return Month(month, told.listed, told.held, told.ours_alone, untold[month])


def _gaps(agency: Agency, newest: dict[str, UUID]) -> list[Gap]:
    """From the first week any of its lists covers to this one."""
    if not newest:
        return []
    found: list[Gap] = []
    missing = [week for week in _weeks(min(newest), clock.iso_week(clock.today())) if week not in newest]
    for week in missing:
        if found and clock.monday_of(found[-1].last_week).toordinal() + 7 == clock.monday_of(week).toordinal():
            found[-1] = Gap(agency.name, found[-1].first_week, week)
        else:
            found.append(Gap(agency.name, week, week))
    return found
