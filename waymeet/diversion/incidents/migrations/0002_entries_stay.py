"""The database itself refuses to change an entry of the ledger, or rules that were adopted. Corrections are added.

A later migration that makes these tables anew on SQLite (`AlterField` does) must call `refuse` again: a trigger goes
with its table.
"""

from django.db import migrations

ENTRY, RULES = "diversion_incidents_entry", "diversion_incidents_ruleversion"
SAID = {ENTRY: "an entry is added to and never changed", RULES: "adopted rules never change"}
WHEN = {ENTRY: "", RULES: "WHEN (OLD.adopted_on IS NOT NULL)"}


def refuse(apps, schema_editor):
    for table, said in SAID.items():
        when = WHEN[table]
        if schema_editor.connection.vendor == "sqlite":
            does = f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
            schema_editor.execute(f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} {when} {does}")
            continue
        schema_editor.execute(
            f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} "
            f"FOR EACH ROW {when} EXECUTE FUNCTION {table}_stays()"
        )


def allow(apps, schema_editor):
    for table in SAID:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_stays")
        else:
            schema_editor.execute(f"DROP FUNCTION {table}_stays() CASCADE")


class Migration(migrations.Migration):

    dependencies = [("diversion_incidents", "0001_ledger")]

    operations = [migrations.RunPython(refuse, allow)]
