"""Run as a program of its own: imports made addresses on a fresh database and prints how much memory that took.

python -m tests.organizing.turf.town.memory_probe ROWS FOLDER
"""

import csv
import os
import random
import sys
from pathlib import Path

STREETS, WIDE = 120, 30_000  # streets of 30 km, 250 m apart: many grid cells


def status(name: str) -> int:
    """A line of /proc/self/status, in kB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def write_addresses(path: Path, rows: int) -> None:
    from tests.organizing.turf.town.drawn import degrees

    dice = random.Random(rows)
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(("LON", "LAT", "NUMBER", "STREET", "UNIT"))
        for row in range(rows):
            street = dice.randrange(STREETS)
            lat, lon = degrees(dice.uniform(0, WIDE), street * 250 + dice.choice((-12, 12)))
            out.writerow((lon, lat, row % 9999 + 1, f"{street + 1} STREET", "" if dice.random() < 0.8 else "APT 1"))


def main(rows: int, folder: Path) -> None:
    os.environ["WAYMEET_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "waymeet.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from tests.organizing.turf.town.drawn import DrawnTown
    from waymeet.accounts.people import OPERATOR
    from waymeet.organizing.turf.services.addresses import import_addresses
    from waymeet.organizing.turf.services.town import import_town

    call_command("migrate", database="organizing", verbosity=0)
    town = DrawnTown()
    for street in range(STREETS):
        town.street(f"{street + 1} Street", *((x, street * 250.0) for x in range(0, WIDE + 1, 500)))
    import_town(path=town.write(folder / "town.osm.pbf"), by=OPERATOR)
    for name, count in (("few.csv", 500), ("all.csv", rows)):
        write_addresses(folder / name, count)
    import_addresses(path=folder / "few.csv", by=OPERATOR)  # everything is loaded now that will be
    Path("/proc/self/clear_refs").write_text("5")  # the highest mark starts again from here
    before = status("VmRSS")
    report = import_addresses(path=folder / "all.csv", by=OPERATOR)
    sys.stdout.write(f"{report.new + report.numbered + report.same + report.repeated} {status('VmHWM') - before}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
