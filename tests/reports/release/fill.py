"""Fills a server's own databases with hand-outs, a release, one that was withdrawn and one that waits; prints sign-ins.

Run inside the server's environment: `server.python("from tests.reports.release import fill; fill.fill()")`.
"""

import json

import django


def fill() -> None:
    django.setup()
    from tests.builders import app_of, worker
    from waymeet.accounts.roles import Role
    from waymeet.reports.release import services

    dee, ines, ivo = (
        worker("dee", Role.OUTREACH_WORKER),
        worker("ines", Role.REVIEWER),
        worker("ivo", Role.REVIEWER),
    )
    _hand_out(dee.person)

    def proposed(first: str, last: str) -> services.Release:
        return services.propose(measure="kits_by_area_and_month", first_month=first, last_month=last, by=dee.person)

    def published(first: str, last: str) -> services.Release:
        release = proposed(first, last)
        for one in (ines, ivo):
            services.approve(release_id=release.id, content_hash=release.content_hash, by=one.person)
        return services.publish(release_id=release.id, by=dee.person)

    early, late = published("2026-01", "2026-02"), published("2026-01", "2026-04")
    services.withdraw(release_id=early.id, because="unsafe", by=ines.person)
    waits = proposed("2026-02", "2026-04")
    services.approve(release_id=waits.id, content_hash=waits.content_hash, by=ines.person)
    said = {"early": early.id, "late": late.id, "waits": waits.id, "dee": dee.words, "ivo": ivo.words}
    said |= {f"{one.person.name}_app": app_of(one.person.name, one.words) for one in (dee, ivo)}
    print(json.dumps({name: str(value) for name, value in said.items()}))  # noqa: T201 - the test reads it


def _hand_out(by: object) -> None:
    from tests.desk.care_made import AREAS
    from waymeet.accounts.people import OPERATOR
    from waymeet.care.naloxone import services as naloxone
    from waymeet.care.naloxone.models import KitHandout, random_key
    from waymeet.care.supplies import services as supplies
    from waymeet.kernel import sealing
    from waymeet.reports.measures.months import last_day

    program = supplies.add_program(name_en="Doors", name_es="Puertas", by=by)
    supplies.add_item(name_en="Nasal", name_es="Nasal", kind="kit", doses=2, by=by)
    naloxone.fix_areas(areas=AREAS, by=OPERATOR)
    kits = {"2026-01": (4, 60, 31), "2026-02": (52, 0, 44), "2026-03": (38, 1290, 8), "2026-04": (70, 25, 92)}
    for month, counts in kits.items():
        year, week, _day = last_day(month).isocalendar()
        for area, count in enumerate(counts, start=1):
            rows = [2] * (count // 2) + [1] * (count % 2)
            KitHandout.objects.bulk_create(
                KitHandout(
                    id=random_key(), program=program, iso_week=f"{year}-W{week:02d}", area_number=area,
                    items={"1": number}, key_epoch=month, note=sealing.received(b""),
                )
                for number in rows
            )  # fmt: skip
