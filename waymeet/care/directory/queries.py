"""What the directory holds: one service, services for a kind of help, and a search that remembers nothing."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from waymeet.care.directory import filing
from waymeet.care.directory.models import Batch, Explained, Filed, Listing, Record, Spot
from waymeet.care.directory.nesting import Graph, Nest
from waymeet.care.directory.rules import barriers, distance, hours
from waymeet.care.models import AuditLine
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound

LAST = "\U0010ffff"
MOST_WORDS = 8
SHOWN = 50
NEAR = 5_000  # metres
NOT_THERE = ("inactive", "defunct", "temporarily closed")


@dataclass(frozen=True)
class Asked:
    """What somebody looks for. `near` is a place in microdegrees that is used for this one answer and kept nowhere."""

    words: str = ""
    need: str = ""
    language: str = ""
    doors: tuple[str, ...] = ()
    open_now: bool = False
    near: tuple[int, int] | None = None
    reach: int = NEAR


@dataclass(frozen=True)
class Found:
    """A service in an answer; `metres` where a place was asked for, `is_open` None where its hours are not known."""

    listing: Listing
    metres: int | None
    is_open: bool | None

    @property
    def shown(self) -> Mapping[str, Any]:
        shown: Mapping[str, Any] = self.listing.shown
        return shown

    @property
    def doors(self) -> list[tuple[str, Any, bool, str]]:
        """(code, words, easy, day) of what somebody has told us; `day` is empty where that is too long ago."""
        return doors_of(self.listing)


@dataclass(frozen=True)
class Answer:
    """At most SHOWN of `many`; `untold` more would fit if somebody had said how their door is."""

    found: Sequence[Found]
    many: int
    untold: int


def service(service_id: UUID) -> Listing:
    """NotFound where there is none."""
    found = Listing.objects.filter(pk=service_id).first()
    if found is None:
        raise NotFound
    return found


def services_for(need: str) -> QuerySet[Listing]:
    """Services that give this kind of help (a code of rules.needs) and are not closed."""
    rows = Listing.objects.exclude(status__in=NOT_THERE)
    return rows.filter(pk__in=_under(Filed.Under.NEED, need)) if need else rows


def _under(under: str, word: str) -> QuerySet[Filed, Any]:
    return Filed.objects.filter(under=under, word=word).values("listing")


def answer(asked: Asked, *, now: dt.datetime | None = None) -> Answer:
    """The nearest first where a place was asked for, otherwise by name."""
    rows = _narrowed(asked)
    open_doors = rows
    for code in asked.doors:
        open_doors = open_doors.filter(pk__in=_under(Filed.Under.DOOR, code))
    now = now or timezone.now()
    found = _fitting(open_doors, asked, now)
    untold = 0
    if asked.doors:
        here = {one.listing.pk for one in found}
        rest = [one for one in _fitting(rows, asked, now) if one.listing.pk not in here]
        untold = sum(_is_untold(one.listing, asked.doors) for one in rest)
    return Answer(found[:SHOWN], len(found), untold)


def _narrowed(asked: Asked) -> QuerySet[Listing]:
    rows = services_for(asked.need)
    for word in sorted(filing.words(asked.words), key=len, reverse=True)[:MOST_WORDS]:
        begins = Filed.objects.filter(under=Filed.Under.WORD, word__gte=word, word__lt=word + LAST)
        rows = rows.filter(pk__in=begins.values("listing"))
    if asked.language:
        rows = rows.filter(pk__in=_under(Filed.Under.LANGUAGE, asked.language))
    if asked.near:
        south, west, north, east = distance.box(asked.near, asked.reach)
        inside = Spot.objects.filter(lat__gte=south, lat__lte=north, lon__gte=west, lon__lte=east)
        rows = rows.filter(pk__in=inside.values("listing"))
    return rows


def _fitting(rows: QuerySet[Listing], asked: Asked, now: dt.datetime) -> list[Found]:
    found = []
    for listing in rows:
        is_open = is_open_at(listing, now)
        if asked.open_now and not is_open:
            continue
        metres = nearest(listing, asked.near) if asked.near else None
        if metres is None or metres <= asked.reach:
            found.append(Found(listing, metres, is_open))
    return sorted(found, key=lambda one: (one.metres or 0, one.listing.name.casefold(), one.listing.key))


def nearest(listing: Listing, near: tuple[int, int]) -> int | None:
    spots = [(place["lat"], place["lon"]) for place in listing.shown["places"] if "lat" in place]
    return min((distance.metres(near, spot) for spot in spots), default=None)


def is_open_at(listing: Listing, now: dt.datetime) -> bool | None:
    """None where nobody knows its hours. Hours are those of the place itself, as HSDS says: local, unless it says how
    many hours from Greenwich it is.
    """
    schedules = listing.shown["hours"]
    timed = [one for one in schedules if "opens_at" in one and "closes_at" in one]
    if not timed:
        return None
    for one in timed:
        here = _local(now, one.get("timezone"))
        if hours.is_open(hours.compact([one], here.date()), here):
            return True
    return False


def _local(now: dt.datetime, offset: Any) -> dt.datetime:
    try:
        zone: dt.tzinfo = dt.timezone(dt.timedelta(hours=float(offset)))
    except (TypeError, ValueError):
        zone = ZoneInfo(settings.TIME_ZONE)
    return now.astimezone(zone)


def _is_untold(listing: Listing, doors: Iterable[str]) -> bool:
    """None of what was asked is known to be hard, and something is not known."""
    said = [listing.shown["doors"].get(code, [barriers.UNKNOWN])[0] for code in doors]
    hard = any(
        one in (barriers.YES, barriers.NO) and one != barriers.EASY[c][0] for c, one in zip(doors, said, strict=True)
    )
    return not hard and barriers.UNKNOWN in said


def doors_of(listing: Listing) -> list[tuple[str, Any, bool, str]]:
    out = []
    for code, (said, day) in sorted(listing.shown["doors"].items(), key=lambda one: list(barriers.EASY).index(one[0])):
        words = barriers.words_of(code, said)
        if words:
            fresh = "" if barriers.is_stale(day, clock.today()) else day
            out.append((code, words, said == barriers.EASY[code][0], fresh))
    return out


def languages() -> list[tuple[str, str]]:
    """(word it is filed under, name) of every language somebody speaks."""
    names: dict[str, str] = {}
    for listing in Listing.objects.exclude(status__in=NOT_THERE).filter(filed__under=Filed.Under.LANGUAGE).distinct():
        for code, name in listing.shown["languages"]:
            names.setdefault(code or filing.folded(name)[: filing.LONGEST], name or code)
    return sorted(names.items(), key=lambda one: one[1].casefold())


def nested(service_id: UUID) -> dict[str, Any]:
    """A service with everything inside, as HSDS has it."""
    key = service(service_id).key
    graph = Graph.around([key])
    return Nest(graph).whole(graph.by_key["service", key])


def organizations() -> list[tuple[str, str]]:
    """As (id, name)."""
    rows = Record.objects.filter(table="organization")
    return sorted(((one.key, str(one.fields.get("name", ""))) for one in rows), key=lambda one: one[1].casefold())


def batches() -> QuerySet[Batch]:
    return Batch.objects.all()


def batch(batch_id: UUID) -> Batch:
    found = Batch.objects.filter(pk=batch_id).first()
    if found is None:
        raise NotFound
    return found


def explained(batch_id: UUID) -> QuerySet[Explained]:
    """Whole rows first."""
    return Explained.objects.filter(batch=batch_id)


def living() -> QuerySet[Listing]:
    """Every service that is not closed, by name."""
    return Listing.objects.exclude(status__in=NOT_THERE)


def mark() -> str:
    """Another one whenever the directory stands otherwise: listings are made anew with every change."""
    newest = AuditLine.objects.filter(verb__startswith="directory.").order_by("-pk").values_list("pk", flat=True)
    return f"{newest.first()}/{Listing.objects.count()}"
