"""Brings an addresses file into a town: numbers for doors that have none, and doors nobody knew of."""

from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

import numpy as np
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput
from waymeet.organizing.models import AuditLine
from waymeet.organizing.turf.addresses import FileRead, preview_columns, stage_rows
from waymeet.organizing.turf.models import Area, Door, Town, TownImport
from waymeet.organizing.turf.progress import Progress, silent
from waymeet.organizing.turf.queries.town import the_town
from waymeet.organizing.turf.report import SHOWN, AddressReport
from waymeet.organizing.turf.rows import BATCH, write_rows
from waymeet.organizing.turf.rules.address_rows import Address
from waymeet.organizing.turf.services.address_batch import Batch, BatchResult
from waymeet.organizing.turf.services.address_town import AddressTown
from waymeet.organizing.turf.services.fixing_areas import fix_areas_of_doors
from waymeet.organizing.turf.services.kept_problems import forget_older, keep_problems
from waymeet.organizing.turf.staging import Staging, staging
from waymeet.organizing.turf.tables import open_table

__all__ = ["import_addresses", "preview_columns"]


def import_addresses(
    *,
    path: Path,
    by: Person,
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    progress: Progress = silent,
) -> AddressReport:
    """Import a CSV or GeoJSON file of addresses into the town; `mapping` is field -> column, said by hand.

    The whole file is read and judged before anything is written: BadInput with a sentence where columns are missing
    or the coordinates mean something else. Rows that cannot be used are reported; the rest goes in, a few thousand
    at a time, each time in one transaction. An import that was stopped is finished by running it again: addresses
    that are there already are met again, and nothing is doubled. `dry_run` counts and writes nothing.
    """
    check(by, May.IMPORT_TOWN)
    town = _town(path)
    table = open_table(path)
    with staging() as staged:
        read = stage_rows(table, mapping, (town.south, town.west, town.north, town.east), staged, progress)
        run = None if dry_run else _begin(town, path, by)
        counted = _give_doors(AddressTown(town), staged, progress, write=run is not None)
        if run is not None:
            _finish(run, counted, staged)
        return _report(run, town, read, counted, staged)


def _town(path: Path) -> Town:
    known = the_town()
    if known is None:
        raise BadInput(
            _("There is no town yet for the addresses in %(file)s. Import its map first (an .osm.pbf file).")
            % {"file": path.name}
        )
    return Town.objects.get(pk=known.id)


def _begin(town: Town, path: Path, by: Person) -> TownImport:
    with transaction.atomic(using="organizing"):
        run = TownImport.objects.create(
            town=town, kind="addresses", file_name=path.name[:255], day=clock.today(), counts={"unfinished": 1}
        )
        audit.write(AuditLine, who=by.id, verb="addresses.imported", subject=run.id)
    return run


def _give_doors(town: AddressTown, staged: Staging, progress: Progress, *, write: bool) -> BatchResult:
    """Work through the staged rows; only counts are kept from one batch to the next."""
    total, done, counted = staged.count(), 0, BatchResult()
    for addresses in staged.batches():
        with transaction.atomic(using="organizing") if write else nullcontext():
            result = _give_batch(town, addresses, staged, write=write)
        counted.numbered += result.numbered
        counted.new += result.new
        counted.same += result.same
        counted.repeated += result.repeated
        done += len(addresses)
        progress(done, total, "addresses")
    return counted


def _give_batch(town: AddressTown, addresses: list[Address], staged: Staging, *, write: bool) -> BatchResult:
    around = town.around(np.array([(address.lat, address.lon) for address in addresses], dtype=np.int64))
    whole_houses = staged.told_without_unit(address.house for address in addresses)
    result = Batch(around, addresses, whole_houses).result
    if write:
        write_rows(town.id, around.buildings, result.buildings.values())
        write_rows(town.id, around.doors, result.doors.values())
    return result


def _finish(run: TownImport, counted: BatchResult, staged: Staging) -> None:
    with transaction.atomic(using="organizing"):
        if not Area.objects.filter(town_id=run.town_id).exists():  # the map brought no buildings
            fix_areas_of_doors(run.town_id)
        forget_older(run)
        runs = TownImport.objects.filter(town_id=run.town_id, kind=run.kind, file_name=run.file_name)
        runs.filter(counts__unfinished=1).exclude(pk=run.pk).delete()  # what was stopped is finished now
        problems = staged.problems(run.file_name)
        while some := [problem for problem, _at in zip(problems, range(BATCH), strict=False)]:
            keep_problems(run, some)
        run.counts = {
            "new": counted.new,
            "changed": counted.numbered,
            "same": counted.same,
            "problems": staged.problem_count(),
        }
        run.save()


def _report(run: TownImport | None, town: Town, read: FileRead, counted: BatchResult, staged: Staging) -> AddressReport:
    return AddressReport(
        run=run.id if run else None,
        town=town.id,
        rows=read.rows,
        numbered=counted.numbered,
        new=counted.new,
        same=counted.same,
        repeated=counted.repeated,
        outside=read.outside,
        doors=Door.objects.filter(town=town).count(),
        dry_run=run is None,
        problem_count=staged.problem_count(),
        problems=list(staged.problems(read.file, SHOWN)),
    )
