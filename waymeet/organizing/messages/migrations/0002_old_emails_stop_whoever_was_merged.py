"""A person may have several secrets that stop emails: one for each time they were written down."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


def carry(apps: Any, _schema: Any) -> None:
    old, new = (apps.get_model("organizing_messages", name) for name in ("UnsubscribeBefore", "Unsubscribe"))
    rows = [new(contact_id=row.contact_id, digest=row.digest) for row in old.objects.using("organizing").iterator()]
    new.objects.using("organizing").bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    """The table anew, its rows carried over: what was the key is one column among others."""

    dependencies: ClassVar = [("organizing_messages", "0001_messages"), ("organizing_contacts", "__first__")]
    operations: ClassVar = [
        migrations.RenameModel("Unsubscribe", "UnsubscribeBefore"),
        migrations.CreateModel(
            name="Unsubscribe",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.BinaryField(unique=True)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unsubscribes",
                        to="organizing_contacts.contact",
                    ),
                ),
            ],
        ),
        migrations.RunPython(carry, migrations.RunPython.noop, elidable=False),
        migrations.DeleteModel("UnsubscribeBefore"),
    ]
