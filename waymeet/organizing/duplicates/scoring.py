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
    """The table `people` out of contacts and their numbers and emails."""
    made.execute("""
        create or replace temp table people as
        select id, name, chosen_name, address, phones, emails from contacts
        left join (select contact, list(folded) filter (kind = 'phone') as phones,
                          list(folded) filter (kind = 'email') as emails from points group by contact)
        on contact = id
        """)


def scored(
    made: duckdb.DuckDBPyConnection, told: Told, *, new_only: bool = False, households: bool = True
) -> Iterator[Pair]:
    """Everybody in `people` against everybody, or against those in `new`; the surest first."""
    told(1, 4, "features")
    features.make(made)
    told(2, 4, "blocking")
    blocking.make(made, new_only=new_only)
    told(3, 4, "scoring")
    yield from _found(made, predicted(made, households=households))


def predicted(made: duckdb.DuckDBPyConnection, *, households: bool = True) -> str:
    """Splink's own scoring of the table `pairs`; answers the name of its table."""
    logging.getLogger("splink").setLevel(logging.WARNING)
    api = evidence.DuckDBAPI(connection=made)
    linker = Linker(api.register("features"), evidence.settings(households=households), log_level=logging.WARNING)
    linker.table_management.register_blocked_pairs_for_predict(api.register("pairs"))
    answer = linker.inference.predict(threshold_match_weight=evidence.THRESHOLD, warning_mode="never")
    return str(answer.physical_name)


def _found(made: duckdb.DuckDBPyConnection, table: str) -> Iterator[Pair]:
    kinds = list(evidence.KINDS)
    gammas = ", ".join(f"gamma_{kind}" for kind in kinds)
    rows = made.execute(
        f"select unique_id_l, unique_id_r, match_weight, {gammas} from {table} order by 3 desc, 1, 2"  # noqa: S608 - names of splink  # nosec B608
    )
    while some := rows.fetchmany(10_000):
        for one, other, score, *found in some:
            codes = [evidence.code_of(kind, gamma) for kind, gamma in zip(kinds, found, strict=True)]
            yield Pair(one, other, round(score, 2), tuple(code for code in codes if code))
