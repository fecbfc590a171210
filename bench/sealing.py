"""What sealing costs: opening 100 records, taking in sealed against plain rows, and sealing on the phone.

Each stands beside the bare primitive: the same HPKE, AES-GCM or WebCrypto calls with nothing around them.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.server import Server

HERE = Path(__file__).resolve().parent


def main(write: Callable[[str], None]) -> None:
    """Measure and write a section in Markdown."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("WAYMEET_BENCH_DISK")) as folder:
        server = Server(Path(folder) / "data")
        server.waymeet("migrate")
        desk = json.loads(server.python("from bench.sealing_work import printed; printed()"))
    write("## Sealing\n")
    write("Median of five rounds, in turn, on one core.\n")
    opening(desk, write)
    taking_in(desk, write)
    phone(write)


def opening(desk: dict[str, float], write: Callable[[str], None]) -> None:
    write("| open 100 sealed records | milliseconds | beside the bare primitive |\n|---|--:|--:|")
    for name, words in (
        ("hundred_files", "of 100 files: a file's key (HPKE) and a record (AES-GCM twice) each"),
        ("one_file", "of one file"),
    ):
        took, bare = desk[name], desk[f"{name}_bare"]
        write(f"| {words} | {took * 1000:.1f} | {took / bare:.2f} times {bare * 1000:.1f} |")
    write("")


def taking_in(desk: dict[str, float], write: Callable[[str], None]) -> None:
    write("| taken in | sealed, rows a second | plain | plain is faster (aim: at most 1.35 times) |\n|---|--:|--:|--:|")
    for name, words in (
        ("slots", "care's slots, handed in"),
        ("pool", "care's slots, handed in and the day opened"),
        ("records", "records of files, one row and one audit line a commit"),
    ):
        sealed, plain = desk[name], desk[f"{name}_plain"]
        write(f"| {words} | {sealed:,.0f} | {plain:,.0f} | {plain / sealed:.2f} times |")
    write("")


def phone(write: Callable[[str], None]) -> None:
    done = subprocess.run(["node", str(HERE / "sealing_phone.mjs")], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    write("| sealing on the phone (Node on this machine) | slots a second |\n|---|--:|")
    write(f"| @hpke/core, as the phone does it | {told['hpke']:,.0f} |")
    write(f"| the bare steps in WebCrypto | {told['bare']:,.0f} |")
    write(f"\nThe phone seals one slot a saved door: {1000 / told['hpke']:.1f} ms.\n")
