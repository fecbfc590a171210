"""Reversals that invented people told through the poster, and one who would like to talk."""

from random import Random

from waymeet.care.naloxone.models import Area
from waymeet.care.reversals import answers, services
from waymeet.demo.people import Invited

TOLD = 14


def tell(people: dict[str, Invited], draw: Random) -> None:
    _poster, code = services.poster(by=people["dee"].person)
    areas = list(Area.objects.values_list("number", flat=True)) or [0]
    for _one in range(TOLD):
        said = {
            "happened": draw.choice(answers.When.values[:3]),
            "doses": draw.choice((1, 2, 2, 2, 3, None)),
            "lived": draw.choice(("yes", "yes", "yes", "unknown", "")),
            "called_911": draw.choice(("called", "afraid", "afraid", "")),
            "drugs": draw.sample(("fentanyl", "xylazine", "alcohol", "pressed"), k=draw.choice((0, 1, 2))),
            "where": draw.choice(("home", "outdoors", "bathroom", "")),
            "area_number": draw.choice((*areas, 0)),
            "refill": draw.random() < 0.5,
        }
        services.tell(code=code, said=said)
    services.wish(code=code, reach="518-555-0163, after six")
