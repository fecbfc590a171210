"""Words compared by their bytes on PostgreSQL, as SQLite does it; and whoever is there already is filed."""

from django.db import migrations

from waymeet.organizing.contacts.filing import filed_as

BY_BYTES = 'ALTER TABLE organizing_contacts_filed ALTER COLUMN word TYPE varchar(40) COLLATE "C"'


def by_bytes(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BY_BYTES)


def file_everybody(apps, schema_editor):
    contacts, filed = (apps.get_model("organizing_contacts", name) for name in ("Contact", "Filed"))
    rows, using = [], schema_editor.connection.alias
    for one in contacts.objects.using(using).prefetch_related("points").iterator(1000):
        numbers = {point.folded for point in one.points.all() if point.kind == "phone"}
        for under, words in filed_as(one, numbers):
            rows += [filed(contact_id=one.pk, under=under, word=word) for word in sorted(words)]
    filed.objects.using(using).bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("organizing_contacts", "0005_found_by_words")]
    operations = [
        migrations.RunPython(by_bytes, migrations.RunPython.noop),
        migrations.RunPython(file_everybody, migrations.RunPython.noop),
    ]
