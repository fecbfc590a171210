"""Services for the browser: one with everything told, one of a package, and a package that is looked at."""

from pathlib import Path
from typing import Any


def directory(people: Any, folder: Path) -> dict[str, str]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from waymeet.care.directory import by_hand, reading, services, uploads
    from waymeet.care.directory.rules.barriers import QUESTIONS

    wanda = people["Wanda"]
    week = {f"{day}_{part}": time for day in ("MO", "TH") for part, time in (("opens", "09:00"), ("closes", "17:00"))}
    said = {"name": "Dogwood corner", "organization_name": "Invented Neighbors", "about": "Chairs and chargers."}
    said |= {"street": "200 Dogwood Lane", "city": "Troy", "latitude": 42.655, "longitude": -73.7555}
    said |= {
        "alert": "Back door this week.",
        "needs": ["warming", "phone"],
        "phone": "518-555-0110",
    }
    made = by_hand.save(service_id=None, said=said | week, by=wanda)
    services.say_how_the_door_is(service_id=made, answers=dict.fromkeys(QUESTIONS, "no"), by=wanda)
    table = "id,name,status,minimum_age\nd3b1f1f0-9d0f-4b7f-8d1e-0d8f7a9f3a01,Pantry,active,teens\n,Nameless,active,\n"
    path = folder / "services.csv"
    path.write_text(table, encoding="utf-8")
    report = services.bring_in(package=reading.read(path), file_name=path.name, by=wanda, dry_run=False)
    kept = uploads.keep(SimpleUploadedFile("services.csv", table.encode()))
    return {"service": str(made), "directory_in": str(report.batch), "directory_file": kept}
