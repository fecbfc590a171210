"""What invented people said is going round, an alert that hangs, and one that waits to be signed off."""

import datetime as dt
from random import Random

from waymeet.care.alerts import services
from waymeet.care.alerts.subjects import About, Told
from waymeet.care.naloxone.models import Area
from waymeet.demo.people import Invited
from waymeet.kernel import clock

HEARD = 12
HANGS = {
    "about": About.TOLD,
    "words_en": "People told us that blue pressed pills make them sleep for hours, also after naloxone. Stay with "
    "whoever took one: what counts is that they breathe.",
    "words_es": "Nos contaron que unas pastillas azules dan sueño durante horas, también después de la naloxona. "
    "Quédate con quien tomó una: lo que cuenta es que respire.",
}
WAITS = {
    "about": About.DOSES,
    "words_en": "It takes more naloxone than usual this week. Carry two boxes.",
    "words_es": "Esta semana hace falta más naloxona de lo habitual. Lleva dos cajas.",
}


def warn(people: dict[str, Invited], draw: Random) -> None:
    dee, director = people["dee"].person, people["mira"].person
    areas = list(Area.objects.values_list("number", flat=True))
    for _one in range(HEARD):
        told = draw.choice((Told.SLEEPS, Told.SLEEPS, Told.STRONGER, Told.LOOKS))
        services.hear(told=told, sold_as="pressed", area_number=draw.choice((*areas, 0)), by=dee)
    until = clock.today() + dt.timedelta(days=14)
    hangs = services.draft(said=HANGS | {"area_numbers": areas[:2], "until_on": until}, by=dee)
    services.sign_off(alert_id=hangs.id, by=director)
    services.draft(said=WAITS | {"until_on": until}, by=dee)
