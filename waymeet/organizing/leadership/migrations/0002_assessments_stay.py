"""The database itself refuses to change an assessment. It goes only with the person.

Only the person it belongs to may be written anew: two rows that turn out to be one person are joined so. A later
migration that makes this table anew on SQLite (`AlterField` does) must call `refuse` again: a trigger goes with its
table.
"""

from django.db import migrations

TABLE = "organizing_leadership_assessment"
SAID = "an assessment is added to and never changed"
KEPT = "id, score, by, day, epoch, evidence"


def refuse(apps, schema_editor):
    kept = ", ".join(f'"{name}"' for name in KEPT.split(", "))
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_stays BEFORE UPDATE OF {kept} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )
        return
    schema_editor.execute(
        f"CREATE FUNCTION {TABLE}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_stays BEFORE UPDATE OF {kept} ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_stays()"
    )


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_stays")
    else:
        schema_editor.execute(f"DROP FUNCTION {TABLE}_stays() CASCADE")


class Migration(migrations.Migration):

    dependencies = [("organizing_leadership", "0001_who_leads")]

    operations = [migrations.RunPython(refuse, allow)]
