"""Brings a map into the database: all of it, or nothing."""

from pathlib import Path
from uuid import UUID

from django.db import transaction

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.organizing.models import AuditLine
from waymeet.organizing.turf.models import Area, Building, TownImport
from waymeet.organizing.turf.network import NO_STREET
from waymeet.organizing.turf.osm import OsmTown, read_town
from waymeet.organizing.turf.planning import TownPlan, plan_town
from waymeet.organizing.turf.problems import Problem
from waymeet.organizing.turf.progress import Progress, silent
from waymeet.organizing.turf.report import SHOWN, TownReport
from waymeet.organizing.turf.rows import Written, write_rows
from waymeet.organizing.turf.services.fixing_areas import KeptAreas, fix_areas
from waymeet.organizing.turf.services.kept_problems import forget_older, keep_problems
from waymeet.organizing.turf.services.map_rows import Parts, write_barriers, write_segments
from waymeet.organizing.turf.services.town_frame import Frame, frame_of
from waymeet.organizing.turf.services.town_merge import Merge


def import_town(*, path: Path, by: Person, progress: Progress = silent) -> TownReport:
    """Import or update a town from an OpenStreetMap file (.osm.pbf); doors keep their ids.

    Everything is read and placed before anything is written, and written in one transaction. Raises BadInput with
    a sentence where the file is missing, damaged, without streets, or smaller than the town it would replace.
    """
    check(by, May.IMPORT_TOWN)
    osm = read_town(path, progress)
    frame = frame_of(osm, path)
    plan = plan_town(osm, frame.plane, progress)
    parts = Parts(osm, frame.plane, frame.name)
    with transaction.atomic(using="organizing"):
        frame.write()
        run = TownImport.objects.create(town_id=frame.id, kind="map", file_name=path.name[:255], day=clock.today())
        merge = _merge(frame.id, osm, plan, parts)
        written = _write(frame.id, merge, progress)
        problems = _problems(path.name, osm, merge)
        run.counts = {"new": written.new, "changed": written.changed, "same": written.same, "problems": len(problems)}
        run.save()
        forget_older(run)
        keep_problems(run, problems)
        audit.write(AuditLine, who=by.id, verb="town.imported", subject=run.id)
        return _report(run.id, frame, merge, written, problems)


def _merge(town: UUID, osm: OsmTown, plan: TownPlan, parts: Parts) -> Merge:
    """The streets, barriers and named parts are written here; buildings and doors are joined, to be written next."""
    streets_moved = write_segments(town, plan.stretches)
    write_barriers(town, osm.barriers)
    numbers = parts.write(town)
    merge = Merge(town, plan)
    if streets_moved:
        merge.place_others()
    merge.name_parts(parts.parts, numbers, others=streets_moved)
    names = dict(zip(numbers, parts.names, strict=True))
    where = merge.xy()
    areas = fix_areas(town, plan.network, where, [names.get(row.neighbourhood, "") for row in merge.doors.values()])
    merge.set_areas(KeptAreas(town, plan.plane).of(where) if areas is None else areas)
    return merge


def _write(town: UUID, merge: Merge, progress: Progress) -> Written:
    total = len(merge.buildings) + len(merge.doors)
    write_rows(town, merge.buildings_before, merge.buildings.values(), lambda done: progress(done, total, "write"))
    so_far = len(merge.buildings)
    written = write_rows(
        town, merge.doors_before, merge.doors.values(), lambda done: progress(so_far + done, total, "write")
    )
    Building.objects.filter(pk__in=list(merge.adopted)).delete()
    progress(total, total, "write")
    return written


def _problems(file: str, osm: OsmTown, merge: Merge) -> list[Problem]:
    sources = {row.id: row.source for row in merge.buildings.values()}
    cut_off = [sources[row.building_id] for row in merge.doors.values() if row.segment == NO_STREET]
    return [
        *(Problem(file, "no_street", thing=source) for source in sorted(set(cut_off))),
        *(Problem(file, "broken_way", thing=ref) for ref in sorted(osm.broken)),
        *(Problem(file, "not_in_map", thing=row.source) for row in merge.gone()),
    ]


def _report(run: UUID, frame: Frame, merge: Merge, written: Written, problems: list[Problem]) -> TownReport:
    plan = merge.plan
    return TownReport(
        run=run,
        town=frame.id,
        name=frame.name,
        streets=len({name for name in plan.network.seg_name if name}),
        segments=len(plan.stretches),
        barriers=len(plan.around.barriers),
        neighbourhoods=len({row.neighbourhood for row in merge.doors.values()} - {0}),
        areas=Area.objects.filter(town_id=frame.id).count(),
        buildings=len(merge.buildings),
        doors=len(merge.doors),
        new=written.new,
        changed=written.changed,
        same=written.same,
        problem_count=len(problems),
        problems=problems[:SHOWN],
    )
