"""Which rows are compared at all: those that share a key, and no more than so many for one key.

A key that too many rows share (a common name, a shelter's address) makes no pairs: each of its rows has other, narrower
keys. So the work grows with the rows and not with their square, whatever stands in them.
"""

import duckdb

BLOCK = 50  # rows that may share a key

# Each row's keys. Names are tried in both orders, short names as what they may be short for.
KEYS = (
    "list_transform(coalesce(phones, []), lambda one: 'p' || one)",
    "list_transform(coalesce(emails, []), lambda one: 'e' || one)",
    "[ 'n' || least(first, last) || ' ' || greatest(first, last) ]",
    "list_transform(coalesce(forms, [])[1:6], lambda one: 'f' || one || ' ' || last)",
    "[ 'b' || least(left(first, 3), left(last, 3)) || ' ' || greatest(left(first, 3), left(last, 3)) ]",
    "[ 'r' || right(first, 3) || ' ' || last, 'r' || first || ' ' || right(last, 3) ]",
    "[ 'a' || number || ' ' || left(street, 4) ]",
    "[ 'h' || number || ' ' || least(left(first, 1), left(last, 1)) || greatest(left(first, 1), left(last, 1)) ]",
    "list_transform(list_filter([first, last], lambda one: one is not null), lambda one: 'm' || one || ' ' || number)",
    "list_transform(list_filter([first, last], lambda one: one is not null), lambda one: 's' || one || ' ' || street)",
    "list_transform(list_filter([first, last], lambda one: one is not null), lambda one: 'z' || one || ' ' || zip)",
    "[ 'y' || zip || ' ' || number, 'x' || zip || ' ' || street ]",
)


def make(base: duckdb.DuckDBPyConnection, *, only: str = "", block: int = BLOCK) -> None:
    """The table `pairs` out of `features`; with `only` those in which one of the two is in that table."""
    keys = f"list_concat({', '.join(KEYS)})"
    base.execute(
        f"""
        create or replace temp table keyed as
        select hash(key) as key, unique_id from (
            select unique_id, unnest(list_distinct({keys})) as key from features)
        where key is not null qualify count(*) over (partition by key) between 2 and $block
        """,  # noqa: S608 - only constants of this file  # nosec B608
        {"block": block},
    )
    inside = f"in (select id from {only})"  # noqa: S608 - a table's name of scoring  # nosec B608
    fresh = f"and (l.unique_id {inside} or r.unique_id {inside})" if only else ""
    base.execute(f"""
        create or replace temp table pairs as
        select distinct l.unique_id as join_key_l, r.unique_id as join_key_r, '0' as match_key
        from keyed l join keyed r on l.key = r.key and l.unique_id < r.unique_id {fresh}
        """)  # noqa: S608 - only constants of this file  # nosec B608
