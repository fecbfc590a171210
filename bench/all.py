"""Runs every benchmark beside this machine's own baseline and writes docs/reference/benchmarks.md.

A benchmark is a file here with `main(write)`: it measures and writes a section in Markdown. Run it on a quiet machine.
"""

import datetime as dt
import hashlib
import importlib
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/reference/benchmarks.md"
ORDER = ("walk_order", "sync")  # these first, as the page reads; whatever else there is follows
HEAD = """<!-- Made by `make bench`. Absolute times stand only on this page; tests assert counts, plans and sizes. -->

# Benchmarks

Measured on {day}, everything in one run on one machine: {machine}.
"""


def main(chosen: list[str]) -> None:
    sys.path.insert(0, str(ROOT))
    names = chosen or [*ORDER, *sorted(set(found()) - set(ORDER))]
    machine = f"{cpu()}, {os.cpu_count()} cores, {memory()} GB, Python {platform.python_version()}"
    lines = [HEAD.format(day=dt.datetime.now(dt.UTC).date(), machine=machine)]
    lines += baseline()
    for name in names:
        print(f"measuring {name}", flush=True)
        importlib.import_module(f"bench.{name}").main(lines.append)
    text = "\n".join(lines).rstrip() + "\n"
    print(text)
    if not chosen:  # a part of the page would not be one run on one machine
        PAGE.write_text(text, encoding="utf-8")
        print(f"wrote {PAGE.relative_to(ROOT)}")


def found() -> list[str]:
    """The benchmarks there are."""
    files = [path for path in (ROOT / "bench").glob("*.py") if path.stem != "all"]
    return [path.stem for path in files if "\ndef main(write" in path.read_text(encoding="utf-8")]


def cpu() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def baseline() -> list[str]:
    """What this machine can do at all, to hold the numbers below against."""
    return [
        "## This machine's own baseline\n",
        "| | |\n|---|--:|",
        f"| write 4 kB and wait until it is on the disk (fsync), median of 200 | {fsync_milliseconds():.2f} ms |",
        f"| SHA-256 on one core | {sha_megabytes():,.0f} MB/s |",
        f"| a loop of 10 million additions in Python | {loop_milliseconds():,.0f} ms |",
        "",
    ]


def fsync_milliseconds() -> float:
    with tempfile.NamedTemporaryFile(dir=os.environ.get("WAYMEET_BENCH_DISK")) as file:
        times = []
        for _round in range(200):
            began = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def sha_megabytes() -> float:
    block = bytes(2**20)
    began = time.perf_counter()
    for _round in range(300):
        hashlib.sha256(block).digest()
    return 300 / (time.perf_counter() - began)


def loop_milliseconds() -> float:
    began = time.perf_counter()
    total = 0
    for number in range(10_000_000):
        total += number
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
