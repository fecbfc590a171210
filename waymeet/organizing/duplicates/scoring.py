"""From rows to pairs that may be one person, with a score and reasons: made, blocked and scored in DuckDB by splink."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
from splink import Linker

from waymeet.kernel.long_work import Told
from waymeet.organizing.duplicates import blocking, evidence, features

NAMED = frozenset(code for code, _sql, bits in evidence.NAMES if bits > -14.0)


@dataclass(frozen=True)
class Pair:
    """Two rows, how sure in bits, and why: codes of `evidence`."""

    one: str
    other: str
    score: float
    why: tuple[str, ...]


def base(place: str) -> duckdb.DuckDBPyConnection:
    """A database in memory with the tables `people` and `new`; what does not fit goes into the folder `place`."""
    made = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False, "threads": 2})
    made.execute(f"set temp_directory = '{place}'")
    made.execute("set enable_progress_bar = false")
    made.execute(
        "create table people (id varchar, name varchar, chosen_name varchar, address varchar,"
        " phones varchar[], emails varchar[])"
    )
    made.execute("create table new (id varchar)")
    return made


def scored(made: duckdb.DuckDBPyConnection, told: Told, *, new_only: bool = False, households: bool = True) -> Iterator[Pair]:
    """Everybody in `people` against everybody, or against those in `new`; the surest first."""
    told(1, 4, "features")
    features.make(made)
    told(2, 4, "blocking")
    blocking.make(made, new_only=new_only)
    told(3, 4, "scoring")
    yield from _found(made, predicted(made, households=households))


def predicted(made: duckdb.DuckDBPyConnection, *, households: bool = True) -> str:
    """splink's own scoring of the table `pairs`; answers the name of its table."""
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
