"""Every program has a night pool. Programs from before get theirs."""

from typing import Any

from django.db import migrations


def make_pools(apps: Any, schema_editor: Any) -> None:
    place, using = apps.get_model("care_supplies", "Place"), schema_editor.connection.alias
    for program in apps.get_model("care_supplies", "Program").objects.using(using):
        place.objects.using(using).get_or_create(
            program=program, defaults={"kind": "pool", "name_en": program.name_en, "name_es": program.name_es}
        )


class Migration(migrations.Migration):
    dependencies = [("care_supplies", "0002_the_ledger")]
    operations = [migrations.RunPython(make_pools, migrations.RunPython.noop, elidable=True)]
