"""Courses that invented people had with us."""

from random import Random

from waymeet.accounts.trainings.models import Course
from waymeet.accounts.trainings.queries import courses
from waymeet.care.teaching import services
from waymeet.demo.people import Invited
from waymeet.design.days import weeks_lately

PLACES = ("release", "household", "faith", "barber", "site")


def teach(people: dict[str, Invited], draw: Random) -> None:
    dee = people["dee"].person
    overdose = next(one for one in courses() if one.gives == Course.Gives.OVERDOSE)
    for week, _words in weeks_lately()[:6]:
        came = draw.randint(4, 16)
        services.write_down(
            course=overdose.pk,
            iso_week=week,
            setting=draw.choice(PLACES),
            people=came,
            certificates=draw.randint(came // 2, came),
            by=dee,
        )
