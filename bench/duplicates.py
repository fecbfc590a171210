"""A million contacts compared: Waymeet's whole way beside bare splink on the same rows, the same keys and weights."""

import os
import resource
import tempfile
import time
from collections.abc import Callable

from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from tests.organizing.duplicates.made import World, measured, put, truth
from waymeet.organizing.duplicates import evidence, scoring

ROWS = int(os.environ.get("WAYMEET_BENCH_CONTACTS", "1000000"))
SEED = 2027


def main(write: Callable[[str], None]) -> None:
    rows = World(SEED).rows(ROWS)
    wanted = truth(rows)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        base = scoring.base(folder)
        put(base, rows)
        began = time.perf_counter()
        pairs = {(one.one, one.other) for one in scoring.scored(base, lambda *_told: None)}
        ours = time.perf_counter() - began
        [compared] = base.execute("select count(*) from pairs").fetchone() or (0,)
        bare, found = _bare(base)
    precision, recall = measured(pairs, wanted)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    write("## Who is here twice\n")
    write(
        f"{len(rows):,} made contacts (seed {SEED}; the errors stand in tests/organizing/duplicates/made.py), "
        f"{compared:,} pairs compared, {len(pairs):,} shown: precision {precision:.4f}, recall {recall:.4f}.\n"
    )
    write("| | seconds | pairs shown |\n|---|---:|---:|")
    write(f"| Waymeet: from what was written to pairs with reasons | {ours:.1f} | {len(pairs):,} |")
    write(f"| bare splink: its own blocking on ready columns and keys, the same comparisons | {bare:.1f} | {found:,} |")
    write(
        f"\nWaymeet takes {ours / bare:.2f} times as long. Most memory at once: {memory:.1f} GB. "
        f"Load when it began: {load:.1f} on {os.cpu_count()} cores; above 1 the seconds say little."
    )


def _bare(base: scoring.duckdb.DuckDBPyConnection) -> tuple[float, int]:
    """Splink from a table with ready columns: block_on over the same keys, then predict."""
    base.execute("""
        create or replace temp table ready as select f.*, k.keys from features f
        left join (select unique_id, list(key) as keys from keyed group by unique_id) k using (unique_id)
        """)
    asked = evidence.settings()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=asked.comparisons,
        blocking_rules_to_generate_predictions=[block_on("keys", arrays_to_explode=["keys"])],
        probability_two_random_records_match=0.5,
    )
    api = DuckDBAPI(connection=base)
    began = time.perf_counter()
    linker = Linker(api.register("ready"), settings)
    answer = linker.inference.predict(threshold_match_weight=evidence.THRESHOLD, warning_mode="never")
    [found] = base.execute(f"select count(*) from {answer.physical_name}").fetchone() or (0,)  # noqa: S608 - splink's name
    return time.perf_counter() - began, int(found)
