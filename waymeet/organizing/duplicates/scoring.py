"""From rows to pairs that may be one person, with a score and reasons: made, blocked and scored in DuckDB by splink."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
from splink import Linker

from waymeet.kernel.long_work import Told
from waymeet.organizing.duplicates import blocking, evidence, features

TABLES = {
    "contacts": ("id", "name", "chosen_name", "address"),
    "points": ("contact", "kind", "folded"),
    "new": ("id",),
}


@dataclass(frozen=True)
class Pair:
    """Two rows, how sure in bits, and why: codes of `evidence`."""

    one: str
    other: str
    score: float
    why: tuple[str, ...]


def base(place: str) -> duckdb.DuckDBPyConnection:
    """A database in memory, empty; what does not fit goes into the folder `place`."""
    made = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False, "threads": 2})
    made.execute("set temp_directory = $place", {"place": place})
    made.execute("set enable_progress_bar = false")
    for table, columns in TABLES.items():
        made.execute(f"create table {table} ({', '.join(f'{name} varchar' for name in columns)})")
    return made


def put(made: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[str, ...]]) -> None:
    """Rows into one of TABLES."""
    columns = dict(zip(TABLES[table], map(list, zip(*rows, strict=True)), strict=True))
    made.register("brought", pa.table(columns))
    made.execute(f"insert into {table} select * from brought")  # noqa: S608 - a name out of TABLES  # nosec B608
    made.unregister("brought")


def join_points(made: duckdb.DuckDBPyConnection) -> None:
    """The table `people` out of contacts, their numbers and emails. From here on an id is a number, as ids sort."""
    made.execute("""
        create or replace temp table people as
        select (row_number() over (order by id))::integer as id, id as said, name, chosen_name, address, phones, emails
        from contacts
        left join (select contact, list(folded) filter (kind = 'phone') as phones,
                          list(folded) filter (kind = 'email') as emails from points group by contact)
        on contact = contacts.id
        """)


def scored(
    made: duckdb.DuckDBPyConnection, told: Told, *, new_only: bool = False, households: bool = True
) -> Iterator[Pair]:
    """Everybody in `people` against everybody, or against those in `new`; the surest first.

    Two that are both surely a third are one too, unless what they say speaks against it (decision 0026).
    """
    told(1, 4, "features")
    features.make(made)
    told(2, 4, "blocking")
    if new_only:
        made.execute("create or replace temp table fresh as select people.id from people join new on new.id = said")
    blocking.make(made, only="fresh" if new_only else "")
    told(3, 4, "scoring")
    made.execute(f"create or replace temp table found as {_kept(predicted(made, households=households))}")
    if new_only:
        _around_new(made, households=households)
    made.execute(THIRDS, {"sure": evidence.SURE})
    more = predicted(made, of="thirds", above=evidence.AGAINST, households=households)
    made.execute(f"insert into found {_kept(more, through=True)}")
    yield from _found(made, new_only=new_only)


# Whom a row is surely, and so who two rows that share one such are; what was found already is left out.
THIRDS = """
    create or replace temp table thirds as
    with sure as (select l, r from found where weight >= $sure union all select r, l from found where weight >= $sure)
    select distinct one.r as join_key_l, other.r as join_key_r, '0' as match_key
    from sure one join sure other on one.l = other.l and one.r < other.r
    anti join found on found.l = one.r and found.r = other.r
    """


def _around_new(made: duckdb.DuckDBPyConnection, *, households: bool) -> None:
    """Whom a new one surely is may surely be a third: those are compared with everybody too."""
    made.execute(
        """
        create or replace temp table near as
        select l as id from found where weight >= $sure union select r from found where weight >= $sure
        """,
        {"sure": evidence.SURE},
    )
    blocking.make(made, only="near")
    more = _kept(predicted(made, households=households))
    made.execute(f"insert into found select * from ({more}) m anti join found on found.l = m.l and found.r = m.r")  # noqa: S608 - names of splink  # nosec B608


def predicted(
    made: duckdb.DuckDBPyConnection, *, of: str = "pairs", above: float | None = None, households: bool = True
) -> str:
    """Splink's own scoring of a table of pairs; answers the name of its table."""
    logging.getLogger("splink").setLevel(logging.WARNING)
    api = evidence.DuckDBAPI(connection=made)
    linker = Linker(api.register("features"), evidence.settings(households=households), log_level=logging.WARNING)
    linker.table_management.register_blocked_pairs_for_predict(api.register(of))
    least = evidence.THRESHOLD if above is None else above
    answer = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
    return str(answer.physical_name)


def _kept(table: str, *, through: bool = False) -> str:
    gammas = ", ".join(f"gamma_{kind}" for kind in evidence.KINDS)
    others = ", ".join(str(evidence.gamma_of("name", code)) for code in evidence.OTHERS)
    one_age = f"gamma_age in (-1, {evidence.gamma_of('age', 'same_age')})"  # nobody is their own father
    asked = f"where gamma_name not in ({others}) and {one_age}" if through else ""
    columns = f"unique_id_l as l, unique_id_r as r, match_weight as weight, {through} as third, {gammas}"
    return f"select {columns} from {table} {asked}"  # noqa: S608 - names of splink  # nosec B608


def _found(made: duckdb.DuckDBPyConnection, *, new_only: bool) -> Iterator[Pair]:
    kinds = list(evidence.KINDS)
    gammas = ", ".join(f"gamma_{kind}" for kind in kinds)
    asked = "where l in (select id from fresh) or r in (select id from fresh)" if new_only else ""
    rows = made.execute(
        f"""select one.said, other.said, weight, third, {gammas}
        from found join people one on one.id = l join people other on other.id = r
        {asked} order by third, weight desc, l, r"""  # noqa: S608 - constants of this file  # nosec B608
    )
    while some := rows.fetchmany(10_000):
        for one, other, score, third, *found in some:
            codes = [evidence.code_of(kind, gamma) for kind, gamma in zip(kinds, found, strict=True)]
            codes = [*codes, "third"] if third else codes
            yield Pair(one, other, round(score, 2), tuple(code for code in codes if code))
