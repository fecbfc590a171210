"""The database itself refuses to change an answer of an agency: answers are added, and the clock runs from them.

A later migration that makes this table anew on SQLite (`AlterField` does) must call `refuse` again: a trigger goes with
its table.
"""

from django.db import migrations

TABLE = "diversion_governance_answer"
SAID = "an answer is added to and never changed"


def refuse(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        does = f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        schema_editor.execute(f"CREATE TRIGGER {TABLE}_stays BEFORE UPDATE ON {TABLE} {does}")
        return
    schema_editor.execute(
        f"CREATE FUNCTION {TABLE}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_stays BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_stays()"
    )


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_stays")
    else:
        schema_editor.execute(f"DROP FUNCTION {TABLE}_stays() CASCADE")


class Migration(migrations.Migration):

    dependencies = [("diversion_governance", "0001_who_decides_and_who_owes")]

    operations = [migrations.RunPython(refuse, allow)]
