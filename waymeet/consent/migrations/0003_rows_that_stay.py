"""The database itself refuses to change a row of the ledger, and to drop one before its time.

A consent lasts a year at most and an account of it is owed for three more, so a row may go after four years. A later
migration that makes one of these tables anew on SQLite (`AlterField` does) must call `refuse` again: a trigger goes
with its table.
"""

from django.db import migrations

TABLES = ("consent_event", "consent_disclosure", "consent_document")
DATED = ("consent_event", "consent_disclosure")  # a document goes with the events it belongs to
SAID = "the ledger of consent is added to and never changed"


def refuse(apps, schema_editor):
    statements = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
    for table in TABLES:
        for statement in statements(table):
            schema_editor.execute(statement)


def sqlite(table):
    yield f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    young = "date(OLD.day) > date('now', '-4 years')"
    if table not in DATED:
        young = "EXISTS (SELECT 1 FROM consent_event WHERE handle = OLD.handle)"
    yield (
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} WHEN {young} "
        f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    )


def postgresql(table):
    young = "OLD.day > CURRENT_DATE - INTERVAL '4 years'"
    if table not in DATED:
        young = "EXISTS (SELECT 1 FROM consent_event WHERE handle = OLD.handle)"
    yield (
        f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'UPDATE' OR {young} THEN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN OLD; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_stays()"
    )


def allow(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {table}_stays")
            schema_editor.execute(f"DROP TRIGGER {table}_kept")
        else:
            schema_editor.execute(f"DROP FUNCTION {table}_stays() CASCADE")


class Migration(migrations.Migration):

    dependencies = [("consent", "0002_handoffs")]

    operations = [migrations.RunPython(refuse, allow)]
