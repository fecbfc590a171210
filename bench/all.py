"""Runs benchmarks beside this machine's own baseline and writes their sections of docs/reference/benchmarks.md.

A benchmark is a file here with `main(write)`: it measures and writes a section in Markdown. Run it on a quiet machine.
"""

import datetime as dt
import hashlib
import importlib
import os
import platform
import re
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

Each section is one run on one quiet machine, which it names; compare within a section only.
"""


def main(chosen: list[str]) -> None:
    sys.path.insert(0, str(ROOT))
    sections = held() if chosen else {}
    where = measured()
    for name in chosen or [*ORDER, *sorted(set(found()) - set(ORDER))]:
        print(f"measuring {name}", flush=True)
        lines: list[str] = []
        importlib.import_module(f"bench.{name}").main(lines.append)
        for heading, text in parts("\n".join(lines)).items():
            sections[heading] = f"{where}\n\n{text}"
            print(f"## {heading}\n\n{sections[heading]}\n")
    written = [HEAD, *(f"## {heading}\n\n{text}\n" for heading, text in sections.items())]
    PAGE.write_text("\n".join(written), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


def held() -> dict[str, str]:
    """The sections there are."""
    return parts(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}


def parts(text: str) -> dict[str, str]:
    """Heading of the second order -> what stands under it."""
    found = re.split(r"^## (.*)\n", text, flags=re.MULTILINE)[1:]
    return {heading: body.strip() for heading, body in zip(found[::2], found[1::2], strict=True)}


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


def measured() -> str:
    """When and on what, and what that machine can do at all, to hold the numbers against."""
    return (
        f"Measured on {dt.datetime.now(dt.UTC).date()}: {cpu()}, {os.cpu_count()} cores, {memory()} GB, "
        f"Python {platform.python_version()}. Its own baseline: 4 kB on the disk (fsync, median of 200) "
        f"{fsync_milliseconds():.2f} ms, SHA-256 on one core {sha_megabytes():,.0f} MB/s, a loop of 10 million "
        f"additions in Python {loop_milliseconds():,.0f} ms."
    )


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
