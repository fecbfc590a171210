"""Leaving nothing behind in the files of a database once rows are gone.

Deleting the keys is the deletion that counts; this is hygiene. SQLite overwrites freed pages (secure_delete), but its
log still holds them until it is emptied, and a disk may keep older blocks where no program reaches them.
"""

from django.db import DatabaseError, connections


def empty_the_log(using: str) -> bool:
    """Write SQLite's log back into the database file and cut it to nothing; False while somebody is still reading.

    The daily job does it again, so an answer of False is no trouble. PostgreSQL looks after its own log.
    """
    connection = connections[using]
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return connection.vendor != "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()
    return not (busy and busy[0])


def rewrite(using: str) -> bool:
    """Write the database anew without its freed pages; False where somebody held it, and tomorrow is another day."""
    connection = connections[using]
    if connection.in_atomic_block:
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
    except DatabaseError:
        return False
    return empty_the_log(using)
