"""The directory: every row as it came, and beside it what is looked through. Public knowledge, and nobody who looks."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import random_id, random_number
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, PLACE, TECHNICAL, WORKER
from waymeet.kernel.retention import After, Stays, With

PUBLIC = "It is public knowledge about services, and of nobody who uses them."
WHOEVER = "Everybody: the directory is public."


class Batch(models.Model):
    """One package that was brought in. Rows = made + changed + same + left."""

    class State(models.TextChoices):
        """How it stands."""

        DONE = "done", _("in the directory")
        UNDONE = "undone", _("undone")

    class Form(models.TextChoices):
        """How it was written."""

        CSV = "csv", _("HSDS, tables")
        JSON = "json", _("HSDS, JSON")
        OHANA = "ohana", _("Ohana, the older form")

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    form = models.CharField(max_length=10, choices=Form.choices)
    file_name = models.CharField(max_length=120)
    by = models.UUIDField()
    day = models.DateField(default=clock.today)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DONE)
    rows = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-day", "file_name"]

    class Privacy:
        holds = "That a directory was brought in: its file name, on which day, and how many rows did what."
        fields: ClassVar = {
            "id": ID,
            "form": LABEL,
            "file_name": LABEL,
            "by": WORKER,
            "day": DAY,
            "state": LABEL,
            **dict.fromkeys(("rows", "made", "changed", "same", "left"), COUNT),
        }
        seen_by = "Outreach workers."
        kept = "As long as the directory."
        forget = Stays(PUBLIC)


class Record(models.Model):
    """One row of one table of HSDS, as it came: what we do not understand is kept too, and given back."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    table = models.CharField(max_length=60)
    key = models.CharField(max_length=100)
    fields = models.JSONField()
    as_text = models.BooleanField()  # from a table, where every value is text
    place = models.PositiveIntegerField(default=0)  # where in its table it stood

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["table", "key"], name="one_record_a_table_and_key")]

    class Privacy:
        holds = "What an organization publishes of itself: a service, a place, its hours, whom to ask for there."
        fields: ClassVar = {
            "id": ID,
            "table": LABEL,
            "key": ID,
            "fields": LABEL,
            "as_text": TECHNICAL,
            "place": TECHNICAL,
        }
        seen_by = WHOEVER
        kept = "As long as the directory."
        forget = Stays(PUBLIC)


class Link(models.Model):
    """That a record points to another; `implied` where only its place inside the other one said so."""

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="links")
    by = models.CharField(max_length=60)
    to = models.CharField(max_length=100)
    implied = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["to", "by"], name="what_points_to_a_record")]

    class Privacy:
        holds = "Which record of the directory belongs to which."
        fields: ClassVar = {"id": TECHNICAL, "record": ID, "by": LABEL, "to": ID, "implied": TECHNICAL}
        seen_by = WHOEVER
        kept = "As long as the record."
        forget = With("record")


class Sheet(models.Model):
    """A table a package had: its file's name and columns; or a file beside the tables, as it was."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    file_name = models.CharField(max_length=120, unique=True)
    table = models.CharField(max_length=60, blank=True)
    columns = models.JSONField(default=list)
    text = models.TextField(blank=True)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="sheets")

    class Privacy:
        holds = "Which columns a table of the directory has, and what a package says of itself."
        fields: ClassVar = {
            "id": ID,
            "file_name": LABEL,
            "table": LABEL,
            "columns": LABEL,
            "text": LABEL,
            "batch": ID,
        }
        seen_by = WHOEVER
        kept = "As long as the directory."
        forget = With("batch")


class Trace(models.Model):
    """What a batch did with a record, so that it can be undone; `mark` says how it left it."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="traces")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="traces")
    before = models.JSONField(null=True)  # null: the batch made it
    mark = models.CharField(max_length=64)

    class Privacy:
        holds = "What a package did with a row of the directory, and how the row stood before."
        fields: ClassVar = {"id": ID, "batch": ID, "record": ID, "before": LABEL, "mark": TECHNICAL}
        seen_by = "Outreach workers."
        kept = "As long as the record."
        forget = With("record")


class Explained(models.Model):
    """A row, or a field of one, that was not taken as it stands, and why."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="explained")
    where = models.CharField(max_length=200)
    field = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=30)
    whole = models.BooleanField()
    day = models.DateField(default=clock.today)

    class Meta:
        ordering: ClassVar = ["-whole", "where", "field"]

    class Privacy:
        holds = "Where in a package something could not be taken, and why."
        fields: ClassVar = {
            "id": ID,
            "batch": ID,
            "where": LABEL,
            "field": LABEL,
            "code": LABEL,
            "whole": LABEL,
            "day": DAY,
        }
        seen_by = "Outreach workers."
        kept = "90 days, to be mended."
        forget = After("90 days", by="day", source="ours: long enough to mend a package, and no longer")


class Listing(models.Model):
    """A service as lists show it: made from the records, and made anew whenever they change."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=300)
    status = models.CharField(max_length=30)
    shown = models.JSONField()

    class Meta:
        ordering: ClassVar = ["name", "id"]

    class Privacy:
        holds = "A service as a list shows it: name, address, phones, hours, languages, what is asked at the door."
        fields: ClassVar = {"id": ID, "key": ID, "name": LABEL, "status": LABEL, "shown": LABEL}
        seen_by = WHOEVER
        kept = "As long as the service stands in the directory."
        forget = Stays(PUBLIC)


class Spot(models.Model):
    """Where a service is, in microdegrees."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="spots")
    lat = models.IntegerField()
    lon = models.IntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["lat", "lon"], name="spots_by_where")]

    class Privacy:
        holds = "Where a service is."
        fields: ClassVar = {"id": ID, "listing": ID, "lat": PLACE, "lon": PLACE}
        seen_by = WHOEVER
        kept = "As long as the service stands in the directory."
        forget = With("listing")


class Filed(models.Model):
    """One word, kind of help, language or easy door under which a service is found."""

    class Under(models.TextChoices):
        """What kind of word it is."""

        WORD = "word", "word"
        NEED = "need", "need"
        LANGUAGE = "tongue", "language"
        DOOR = "door", "door"

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="filed")
    under = models.CharField(max_length=10, choices=Under.choices)
    word = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["under", "word", "listing"], name="service_once_under_a_word")
        ]

    class Privacy:
        holds = "The words a service is found by."
        fields: ClassVar = {"id": TECHNICAL, "listing": ID, "under": LABEL, "word": LABEL}
        seen_by = WHOEVER
        kept = "As long as the service stands in the directory."
        forget = With("listing")
