from django.db import migrations

from waymeet.kernel import codes


def hash_again(apps, schema_editor):
    """A night's code is derived, so its hash can be made anew: a phone that is out hands in under the code it has."""
    nights = apps.get_model("care_naloxone", "Night").objects.using(schema_editor.connection.alias)
    for night in nights.all():
        night.code_hash = codes.code_hash(codes.derived_code("waymeet.care.night", night.id))
        night.save(update_fields=["code_hash"])


class Migration(migrations.Migration):
    dependencies = [("care_naloxone", "0002_weekcount_handouts")]

    operations = [migrations.RunPython(hash_again, migrations.RunPython.noop)]
