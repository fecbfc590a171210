"""Who of the invented team has had which course; most of them let it be seen."""

import datetime as dt
from collections.abc import Mapping

from waymeet.accounts.trainings import services
from waymeet.accounts.trainings.models import Course
from waymeet.demo.people import Invited
from waymeet.kernel import clock

# course, how many days ago, who taught it, who was there
SESSIONS = (
    ("Overdose response and naloxone", 40, "Dee", ("rosa", "luz", "bea", "sol", "nell")),
    ("Overdose response and naloxone", 690, "the county", ("dee", "cam")),
    ("Harm reduction 101", 120, "Sol", ("rosa", "luz", "bea", "cam", "nell", "teo")),
    ("One-on-ones", 75, "Rosa", ("luz", "bea", "dee", "sol")),
    ("Door knocking", 200, "Luz", ("cam", "bea", "dee")),
    ("De-escalation", 300, "Nell", ("dee", "sol", "teo", "cam")),
    ("Know your rights", 380, "a lawyer", ("rosa", "cam")),
)
TO_THEMSELVES = {"teo", "nell"}


def teach(people: Mapping[str, Invited]) -> None:
    """Seven sessions; two people keep theirs to themselves."""
    by = people["rosa"].person
    services.begin(by=by)
    courses = {one.name_en: one.pk for one in Course.objects.all()}
    for course, ago, trainer, names in SESSIONS:
        said = {"course": courses[course], "day": clock.today() - dt.timedelta(days=ago), "trainer": trainer}
        services.write_down(people=[people[name].person.id for name in names], said=said, by=by)
    for name in sorted({name for *_rest, names in SESSIONS for name in names} - TO_THEMSELVES):
        services.show(shown=True, by=people[name].person)
