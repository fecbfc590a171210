"""Referrals of invented people: some wait, some got there, some were turned away."""

from random import Random

from waymeet.care.directory.queries import services_for
from waymeet.care.naloxone.models import Area
from waymeet.care.referrals import services
from waymeet.care.supplies.models import Program
from waymeet.demo.people import Invited

KINDS = ("wound", "moud", "housing", "food", "papers", "hcv_test", "legal")
PATHS: tuple[tuple[dict[str, object], ...], ...] = (
    (),
    ({"state": "sent", "warm": True, "accompanied": True},),
    ({"state": "sent", "warm": True}, {"state": "first_visit"}, {"state": "done", "helped": "yes"}),
    ({"state": "sent"}, {"state": "turned_away", "reason": "id"}),
    ({"state": "sent"}, {"state": "no_connect", "reason": "transport"}),
)
HOW_MANY = 18


def refer(people: dict[str, Invited], draw: Random) -> None:
    dee = people["dee"].person
    program = Program.objects.all()[0].pk
    areas = list(Area.objects.values_list("number", flat=True)) or [0]
    where = [one.pk for one in services_for("")[:6]]
    for number in range(HOW_MANY):
        said = {
            "kind": draw.choice(KINDS),
            "program": program,
            "service": draw.choice((*where, None)),
            "area_number": draw.choice(areas),
            "wanted": True,
        }
        row = services.offer(said=said, by=dee)
        for step in PATHS[number % len(PATHS)]:
            services.go_on(referral_id=row.pk, said=step, by=dee)
    row = services.offer(said={"kind": "wound", "program": program, "wanted": True}, by=dee)
    services.tell(code=services.code_of(row.pk), said={"state": "done", "helped": "yes"})
