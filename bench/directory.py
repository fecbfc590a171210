"""How fast a directory of services comes in, is searched at the desk, and is searched on a phone without a signal.

`WAYMEET_BENCH_OHANA` names a file of the older Ohana form (one organization a line); without it an invented directory
of as many services is made. The phone's own search runs in Node, beside MiniSearch where `WAYMEET_BENCH_MINISEARCH`
names a folder that has it (`npm install minisearch`).
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.server import Server

ROOT = Path(__file__).resolve().parents[1]
SERVICES = 2_697
WORK = """
import json, statistics, time
import django; django.setup()
from pathlib import Path
from waymeet.accounts.people import OPERATOR
from waymeet.care.directory import packaging, pocket, queries, reading, services
from waymeet.kernel import clock

def timed(work, times=1):
    took = []
    for _time in range(times):
        began = time.perf_counter()
        answer = work()
        took.append(time.perf_counter() - began)
    return answer, statistics.median(took) * 1000

told = {{}}
package, told["read"] = timed(lambda: reading.read(Path({path!r})))
def bring(dry):
    return services.bring_in(package=package, file_name="bench", by=OPERATOR, dry_run=dry)
report, told["dry"] = timed(lambda: bring(True))
report, told["in"] = timed(lambda: bring(False))
told |= {{"rows": report.rows, "made": report.made, "left": report.left}}
_same, told["again"] = timed(lambda: bring(False))
_zip, told["tables"] = timed(packaging.tables)
_zip, told["nested"] = timed(packaging.nested)
near = {near}
for name, asked in {{
    "words": queries.Asked(words="food pant"),
    "quick": queries.Asked(near=near, open_now=True, doors=("id_required",)),
    "need": queries.Asked(need="food", near=near),
    "all": queries.Asked(),
}}.items():
    _answer, told[name] = timed(lambda: queries.answer(asked), times=9)
data, told["package"] = timed(lambda: pocket.package(clock.today()))
told["bytes"] = len(data)
Path({out!r}).write_bytes(data)
print(json.dumps(told))
"""


def main(write: Callable[[str], None]) -> None:
    """Measure and write a section in Markdown."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("WAYMEET_BENCH_DISK")) as folder:
        told, phone = measured(Path(folder))
    write("## The directory: services brought in and found\n")
    given = "as a city's 211 published them in 2014" if os.environ.get("WAYMEET_BENCH_OHANA") else "invented"
    write(f"{told['rows']:,} services, {given}, Ohana form: {told['made']:,} made, {told['left']:,} explained.\n")
    write("| at the desk | ms |\n|---|--:|")
    names = {
        "read": "read the file",
        "dry": "dry run",
        "in": "brought in, everything filed",
        "again": "the same file again",
        "tables": "out as tables",
        "nested": "out as JSON with everything inside",
        "words": "search: two beginnings of words",
        "need": "search: a kind of help, near",
        "quick": "search: near, open now, no ID",
        "all": "search: nothing asked, all of them",
        "package": "made small for phones",
    }
    for key, name in names.items():
        write(f"| {name} | {told[key]:,.0f} |")
    write(f"\nThe file a phone takes along: {told['bytes'] / 1000:,.0f} kB compressed.\n")
    write("| on the phone's engine (Node, V8), without a signal | ms, median of 50 | of MiniSearch |\n|---|--:|--:|")
    peer = phone.get("peer", {})
    for key, name in {
        "open": "read from the shelf and made ready",
        "words": "two beginnings of words",
        "quick": "near, open now, no ID",
    }.items():
        of = f"{phone[key] / peer[key]:.2f}" if peer.get(key) else "-"
        write(f"| {name} | {phone[key]:.2f} | {of} |")


def measured(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    server = Server(folder / "data")
    server.waymeet("migrate")
    given = os.environ.get("WAYMEET_BENCH_OHANA")
    path = Path(given) if given else invented(folder / "invented.ndjson")
    near = (37_775_000, -122_419_000) if given else (42_652_000, -73_756_000)
    out = folder / "package.json.gz"
    work = WORK.format(path=str(path), near=near, out=str(out))
    told = json.loads(server.python(work, timeout=1200).splitlines()[-1])
    node = shutil.which("node")
    assert node is not None, "node is missing: make bench brings it"
    command = [
        node,
        "--experimental-strip-types",
        "--no-warnings",
        str(ROOT / "bench/directory_phone.mjs"),
        str(out),
        json.dumps(near),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return told, json.loads(said.stdout.splitlines()[-1])


def invented(path: Path) -> Path:
    """As many services as that city's 211 had, one organization for every three."""
    kinds = ("Food Pantries", "Emergency Shelter", "Dental Care", "Legal Aid", "Methadone", "Youth", "Counseling")
    with path.open("w", encoding="utf-8") as file:
        for number in range(SERVICES // 3):
            places = [
                {
                    "name": f"Invented {kinds[at % 7]} {number} {at % 3}",
                    "description": f"{kinds[at % 7]} for everybody, number {at}",
                    "address_attributes": {
                        "street": f"{at} Elm Street",
                        "city": "Albany",
                        "state": "NY",
                        "zip": "12210",
                    },
                    "coordinates": [f"{-73.75 - at % 97 / 1000}", f"{42.65 + at % 89 / 1000}"],
                    "hours": "Mon 9-5; Tue 9-5; Wed 9-5; Thu 9-5; Fri 9-5;",
                    "phones_attributes": [{"number": f"518-555-{at:04d}"}],
                    "services_attributes": [{"keywords": [kinds[at % 7]]}],
                }
                for at in range(number * 3, number * 3 + 3)
            ]
            file.write(json.dumps({"name": f"Invented {number}", "urls": [], "locations": places}) + "\n")
    return path
