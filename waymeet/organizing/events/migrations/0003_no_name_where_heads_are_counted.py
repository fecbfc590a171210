"""The database itself refuses a name at an event that counts heads, whichever way the row comes.

A later migration that makes one of these tables anew on SQLite (`AlterField` does) must call `refuse` again: a trigger
goes with its table.
"""

from django.db import migrations

EVENT = "organizing_events_event"
# table -> how its event must sign people in
ONLY_WHERE = {
    "organizing_events_attendance": "names",
    "organizing_events_slip": "names",
    "organizing_events_sealedname": "sealed",
}
SAID = "this event does not write names down"
TAKEN = "somebody is written down already"


def refuse(apps, schema_editor):
    statements = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
    for statement in statements():
        schema_editor.execute(statement)


def sqlite():
    for table, how in ONLY_WHERE.items():
        wrong = f"(SELECT sign_in FROM {EVENT} WHERE id = NEW.event_id) <> '{how}'"  # nosec B608
        for act in ("INSERT", "UPDATE OF event_id"):
            name = f"{table}_{act.split()[0].lower()}_named"
            yield f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    yield (
        f"CREATE TRIGGER {EVENT}_named BEFORE UPDATE OF sign_in ON {EVENT} "
        f"WHEN OLD.sign_in <> NEW.sign_in AND ({_anybody('OLD.id')}) BEGIN SELECT RAISE(ABORT, '{TAKEN}'); END"
    )


def postgresql():
    for table, how in ONLY_WHERE.items():
        wrong = f"(SELECT sign_in FROM {EVENT} WHERE id = NEW.event_id) <> '{how}'"  # nosec B608
        yield _function(table, wrong, SAID)
        yield (
            f"CREATE TRIGGER {table}_named BEFORE INSERT OR UPDATE OF event_id ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_named()"
        )
    yield _function(EVENT, f"OLD.sign_in <> NEW.sign_in AND ({_anybody('OLD.id')})", TAKEN)
    yield (
        f"CREATE TRIGGER {EVENT}_named BEFORE UPDATE OF sign_in ON {EVENT} "
        f"FOR EACH ROW EXECUTE FUNCTION {EVENT}_named()"
    )


def _function(table, wrong, said):
    return (
        f"CREATE FUNCTION {table}_named() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {wrong} THEN "
        f"RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
    )


def _anybody(event):
    asked = [f"EXISTS (SELECT 1 FROM {table} WHERE event_id = {event})" for table in ONLY_WHERE]  # nosec B608
    return " OR ".join(asked)


def allow(apps, schema_editor):
    for table in (*ONLY_WHERE, EVENT):
        if schema_editor.connection.vendor != "sqlite":
            schema_editor.execute(f"DROP FUNCTION {table}_named() CASCADE")
        elif table == EVENT:
            schema_editor.execute(f"DROP TRIGGER {table}_named")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_insert_named")
            schema_editor.execute(f"DROP TRIGGER {table}_update_named")


class Migration(migrations.Migration):

    dependencies = [("organizing_events", "0002_doors_promises_and_calendars")]

    operations = [migrations.RunPython(refuse, allow)]
