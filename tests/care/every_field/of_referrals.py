"""Forms of referrals: at the desk, and behind a slip."""

from pathlib import Path

from tests.care.every_field.entry import Entry, Made, Said, Sent, row
from tests.desk import care_made, directory_made
from tests.desk.conftest import People
from tests.desk.fill import keyring_of
from waymeet.care.directory.models import Listing
from waymeet.care.referrals import forms, queries, services
from waymeet.care.referrals.models import Referral
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Program
from waymeet.kernel import clock

PAGE = "/care/referrals/{referral}"
WEEK = clock.iso_week(clock.today())
NOT_THIS = "it belongs to another step, and is refused with this one or not kept"


def evening(people: People, _folder: Path) -> Made:
    care_made.evening(people)
    other = supplies.add_program(name_en="Barber shops", name_es="Barberías", by=people["Wanda"])
    return {"other": str(other.id)}


def town(people: People, folder: Path) -> Made:
    return evening(people, folder) | directory_made.directory(people, folder)


def at(*steps: str) -> object:
    """A referral that somebody wants, after these steps."""

    def given(people: People, folder: Path) -> Made:
        made = evening(people, folder)
        said = {"kind": "wound", "program": Program.objects.first().pk, "wanted": True}
        one = services.offer(said=said, by=people["Wanda"])
        for state in steps:
            services.go_on(referral_id=one.pk, said={"state": state}, by=people["Wanda"])
        return made | {"referral": str(one.pk), "code": services.code_of(one.pk)}

    return given


def offered(sent: Sent) -> Said:
    one = Referral.objects.get()
    return {
        **{name: getattr(one, name) for name in ("kind", "service", "program", "area_number")},
        "wanted": one.state == "want",
    }


def noted(sent: Sent) -> Said:
    number, wanda = int(sent.made["referral"]), sent.people["Wanda"]
    keyring = keyring_of(sent.people, "Wanda")
    return {"words": services.open_note(referral_id=number, by=wanda, keyring=keyring)}


def step(says: Said, words: Said, *before: str, leaves: tuple[str, ...] = (), prefix: str = "") -> Entry:
    return Entry(
        forms.Next,
        f"{PAGE}/correct" if prefix else f"{PAGE}/go-on",
        says,
        row(Referral, *says),
        given=at(*before),
        page=PAGE,
        prefix=prefix,
        nowhere=dict.fromkeys(leaves, NOT_THIS),
        shown=PAGE,
        words=words,
    )


def told(says: Said, words: Said, *besides: str) -> Entry:
    return Entry(
        forms.HowItWent,
        "/went/say",
        says,
        row(Referral, *says),
        who="",
        given=at("sent"),
        page="/went",
        opened_by={"code": "{code}"},
        more={"code": "{code}"},
        nowhere=dict.fromkeys(besides, NOT_THIS),
        shown=PAGE,
        reader="Wanda",
        words=words,
    )


REFUSED, DONE, FAILED = (
    "The service refused: treated badly",
    "Done; helped: no",
    "It did not work out: treated badly",
)
ENTRIES = [
    Entry(
        forms.Offer,
        "/care/referrals/offer",
        lambda made: {
            "kind": "papers",
            "service": made["service"],
            "program": made["other"],
            "area_number": "3",
            "wanted": True,
        },
        offered,
        given=town,
        shown=lambda sent: sent.path,
        words=lambda made: {
            "kind": "ID documents",
            "service": Listing.objects.get(pk=made["service"]).name,
            "program": "Barber shops",
            "area_number": "South End",
            "wanted": "they want it",
        },
    ),
    step(
        {"state": "sent", "warm": True, "accompanied": True},
        {"state": f"Sent {WEEK}", "warm": "sent warm", "accompanied": "warm somebody goes along"},
    ),
    step({"state": "turned_away", "reason": "stigma"}, dict.fromkeys(("state", "reason"), REFUSED), "sent"),
    step({"state": "done", "helped": "no"}, dict.fromkeys(("state", "helped"), DONE), "sent", "first_visit"),
    step(
        {"state": "done", "helped": "no"},
        dict.fromkeys(("state", "helped"), DONE),
        "sent",
        leaves=("reason",),
        prefix="correct",
    ),
    told({"state": "done", "helped": "no"}, dict.fromkeys(("state", "helped"), DONE), "reason"),
    told({"state": "no_connect", "reason": "stigma"}, dict.fromkeys(("state", "reason"), FAILED), "helped"),
    Entry(
        forms.Note,
        f"{PAGE}/note",
        {"words": "At the bench, Thursday at two"},
        noted,
        given=at(),
        page=PAGE,
        prefix="note",
        unseen={"words": "sealed: the page shows it when somebody opens it, as an act of its own (test_referrals.py)"},
    ),
    Entry(
        forms.Slip,
        "/went",
        lambda made: {"code": made["code"]},
        lambda sent: {"code": services.code_of(queries.by_slip(sent.says["code"]).pk)},
        who="",
        given=at(),
        unseen={"code": "it only finds the referral: what is kept of it is a hash"},
    ),
]
