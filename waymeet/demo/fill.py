"""Fills the invented organization at the first start: people, a town, passes, turfs and some nights of work."""

from collections.abc import Callable
from importlib import resources
from random import Random

from waymeet.accounts.models import Account, AuditLine
from waymeet.accounts.people import OPERATOR
from waymeet.config import areas
from waymeet.demo import (
    alerts,
    brought_in,
    coalitions,
    contacts,
    demands,
    directory,
    diverted,
    evenings,
    events,
    files,
    kits,
    lists,
    messages,
    numbers,
    people,
    questions,
    referred,
    reversals,
    sign_ins,
    taught,
    trainings,
)
from waymeet.kernel import audit
from waymeet.organizing.turf.progress import STEPS as TOWN_STEPS
from waymeet.organizing.turf.services.town import import_town

Tell = Callable[[int, int, str], None]

STEPS = {
    **TOWN_STEPS,
    "people": "Inviting invented people",
    "evenings": "Walking invented evenings",
    "kits": "Handing out invented kits",
    "files": "Beginning invented files",
    "diverted": "Offering LEAD for two invented years",
    "numbers": "Releasing one safe number",
}


def is_untouched() -> bool:
    """Nobody has an account: the one moment when inventing an organization can harm nothing."""
    return not Account.objects.exists()


def fill(tell: Tell) -> None:
    """Make everything through the services that people use; sign-ins are kept only for the invented people."""
    draw = Random(518)
    audit.write(AuditLine, who="", verb=sign_ins.BEGUN)
    invited = people.invite_all()
    tell(len(invited), len(invited), "people")
    with resources.as_file(resources.files("waymeet.organizing.turf") / "data" / "albany.osm.pbf") as path:
        import_town(path=path, by=OPERATOR, progress=tell)
    areas.share()
    evenings.walk(invited, draw, tell)
    kits.hand_out(invited, draw, tell)
    directory.fill(invited)
    reversals.tell(invited, draw)
    alerts.warn(invited, draw)
    referred.refer(invited, draw)
    questions.ask(invited, draw)
    questions.report(invited)
    files.begin(invited)
    contacts.introduce(invited)
    events.gather(invited)
    messages.write(invited)
    trainings.teach(invited)
    taught.teach(invited, draw)
    lists.make(invited)
    brought_in.bring(invited)
    tell(1, 1, "files")
    diverted.divert(invited, draw, tell)
    numbers.release(invited)
    coalitions.begin(invited)
    demands.log_one(invited)
    tell(1, 1, "numbers")
    sign_ins.keep(people.listed(invited))
    audit.write(AuditLine, who="", verb=sign_ins.FILLED)
