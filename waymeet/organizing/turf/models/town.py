"""The town: streets, barriers, neighbourhoods, areas, buildings and doors, and what its imports had to say.

Places are whole microdegrees; lines and rings are packed (`packing.py`). Ids of buildings and doors are version 5,
made from the source's own reference, so that importing again meets the same rows.
"""

from django.db import models

from waymeet.kernel.areas import AreaBase
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, PLACE, TECHNICAL
from waymeet.kernel.retention import Stays, With

EVERYBODY = "Everybody who signs in; canvassers see the doors of their own turf."
AS_LONG_AS_TOWN = "As long as the town is used; it is a public map."
PUBLIC_MAP = "It is a public map."


class Town(models.Model):
    """One imported town; most installs have one."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=120)
    origin_lat = models.IntegerField()
    origin_lon = models.IntegerField()
    south = models.IntegerField()
    west = models.IntegerField()
    north = models.IntegerField()
    east = models.IntegerField()

    class Privacy:
        holds = "A town whose streets and doors were imported from a public map."
        fields = {
            "id": ID,
            "name": PLACE,
            "origin_lat": PLACE,
            "origin_lon": PLACE,
            "south": PLACE,
            "west": PLACE,
            "north": PLACE,
            "east": PLACE,
        }
        seen_by = EVERYBODY
        kept = AS_LONG_AS_TOWN
        forget = Stays(PUBLIC_MAP)


class StreetSegment(models.Model):
    """One stretch of walkable street between two junctions; `number` is its index in the town's StreetNetwork."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120, blank=True)
    kind = models.PositiveSmallIntegerField()
    from_node = models.BigIntegerField()
    to_node = models.BigIntegerField()
    points = models.BinaryField()
    south = models.IntegerField()
    west = models.IntegerField()
    north = models.IntegerField()
    east = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["town", "number"], name="segment_number")]
        indexes = [models.Index(fields=["town", "south"], name="segment_south")]

    class Privacy:
        holds = "A stretch of street or path one can walk, from a public map."
        fields = {
            "id": TECHNICAL,
            "town": ID,
            "number": TECHNICAL,
            "name": PLACE,
            "kind": LABEL,
            "from_node": TECHNICAL,
            "to_node": TECHNICAL,
            "points": PLACE,
            "south": PLACE,
            "west": PLACE,
            "north": PLACE,
            "east": PLACE,
        }
        seen_by = EVERYBODY
        kept = AS_LONG_AS_TOWN
        forget = With("town")


class Barrier(models.Model):
    """Something one cannot walk across: water, rail, a motorway, a fence or a wall."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    closed = models.BooleanField()
    points = models.BinaryField()
    south = models.IntegerField()
    west = models.IntegerField()
    north = models.IntegerField()
    east = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["town", "number"], name="barrier_number")]
        indexes = [models.Index(fields=["town", "south"], name="barrier_south")]

    class Privacy:
        holds = "A river, railway, motorway, fence or wall, from a public map."
        fields = {
            "id": TECHNICAL,
            "town": ID,
            "number": TECHNICAL,
            "kind": LABEL,
            "closed": TECHNICAL,
            "points": PLACE,
            "south": PLACE,
            "west": PLACE,
            "north": PLACE,
            "east": PLACE,
        }
        seen_by = EVERYBODY
        kept = AS_LONG_AS_TOWN
        forget = With("town")


class Neighbourhood(models.Model):
    """A part of town people call by a name; `ring` is empty where the map has only a point."""

    id = models.UUIDField(primary_key=True)
    town = models.ForeignKey(Town, on_delete=models.CASCADE)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    lat = models.IntegerField()
    lon = models.IntegerField()
    ring = models.BinaryField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["town", "number"], name="neighbourhood_number")]

    class Privacy:
        holds = "The name of a part of town, from a public map."
        fields = {
            "id": ID,
            "town": ID,
            "number": TECHNICAL,
            "name": PLACE,
            "lat": PLACE,
            "lon": PLACE,
            "ring": PLACE,
        }
        seen_by = EVERYBODY
        kept = AS_LONG_AS_TOWN
        forget = With("town")


class Area(AreaBase):
    """A part of town of at least 500 doors, fixed at the first import; numbers are unique in the whole install."""

    town = models.ForeignKey(Town, on_delete=models.CASCADE)

    class Privacy(AreaBase.Privacy):
        fields = {**AreaBase.Privacy.fields, "town": ID}


class Building(models.Model):
    """A building, or the place of an address that has no building on the map (`ring` empty)."""

    id = models.UUIDField(primary_key=True)
    town = models.ForeignKey(Town, on_delete=models.CASCADE)
    source = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=120, blank=True)
    levels = models.PositiveSmallIntegerField(default=0)
    lat = models.IntegerField()
    lon = models.IntegerField()
    ring = models.BinaryField(blank=True)
    cell = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["town", "cell"], name="building_cell")]

    class Privacy:
        holds = "A building: where it stands, its outline, its address. Nobody who lives there."
        fields = {
            "id": ID,
            "town": ID,
            "source": TECHNICAL,
            "kind": LABEL,
            "number": PLACE,
            "street": PLACE,
            "levels": COUNT,
            "lat": PLACE,
            "lon": PLACE,
            "ring": PLACE,
            "cell": PLACE,
        }
        seen_by = EVERYBODY
        kept = AS_LONG_AS_TOWN
        forget = With("town")


class Door(models.Model):
    """One door to knock at. `number` is empty where nobody has told it yet; `unit_known` says if `unit` was read."""

    id = models.UUIDField(primary_key=True)
    town = models.ForeignKey(Town, on_delete=models.CASCADE)
    building = models.ForeignKey(Building, on_delete=models.CASCADE)
    source = models.CharField(max_length=80)
    number = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    unit_known = models.BooleanField(default=True)
    floor = models.CharField(max_length=10, blank=True)
    compass = models.CharField(max_length=1, blank=True)
    lat = models.IntegerField()
    lon = models.IntegerField()
    segment = models.IntegerField()
    along_cm = models.IntegerField()
    side = models.SmallIntegerField()
    setback_cm = models.IntegerField()
    area = models.PositiveIntegerField()
    neighbourhood = models.PositiveSmallIntegerField(default=0)
    cell = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["town", "cell"], name="door_cell"),
            models.Index(fields=["town", "area"], name="door_area"),
        ]

    class Privacy:
        holds = "A door: its address, its place, where it meets the street. Nobody who lives behind it."
        fields = {
            "id": ID,
            "town": ID,
            "building": ID,
            "source": TECHNICAL,
            "number": PLACE,
            "street": PLACE,
            "unit": PLACE,
            "unit_known": TECHNICAL,
            "floor": PLACE,
            "compass": PLACE,
            "lat": PLACE,
            "lon": PLACE,
            "segment": PLACE,
            "along_cm": PLACE,
            "side": PLACE,
            "setback_cm": PLACE,
            "area": PLACE,
            "neighbourhood": PLACE,
            "cell": PLACE,
        }
        seen_by = EVERYBODY
        kept = AS_LONG_AS_TOWN
        forget = With("town")


class TownImport(models.Model):
    """One run of an import, and what it counted."""

    id = models.UUIDField(primary_key=True, default=timed_id)
    town = models.ForeignKey(Town, on_delete=models.CASCADE)
    kind = models.CharField(max_length=10)
    file_name = models.CharField(max_length=255)
    day = models.DateField()
    counts = models.JSONField(default=dict)

    class Privacy:
        holds = "Which file was imported on which day, and how many doors were new, changed or the same."
        fields = {"id": ID, "town": ID, "kind": LABEL, "file_name": LABEL, "day": DAY, "counts": COUNT}
        seen_by = "Organizers and administrators."
        kept = AS_LONG_AS_TOWN
        forget = With("town")


class ImportProblem(models.Model):
    """One thing in a file that could not be used: where it stands and why, never what it said."""

    run = models.ForeignKey(TownImport, on_delete=models.CASCADE)
    row = models.PositiveIntegerField(null=True)
    thing = models.CharField(max_length=40, blank=True)
    column = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=30)

    class Privacy:
        holds = "Where in an imported file something could not be used, and why."
        fields = {
            "id": TECHNICAL,
            "run": ID,
            "row": TECHNICAL,
            "thing": TECHNICAL,
            "column": LABEL,
            "code": LABEL,
        }
        seen_by = "Organizers and administrators."
        kept = "Until the same file is imported again."
        forget = With("run")
