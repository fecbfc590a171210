"""A dozen invented services in Albany: no real organization, no real number; what is asked at their doors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from waymeet.care.directory import by_hand, services
from waymeet.care.directory.rules.hours import DAYS
from waymeet.demo.people import Invited

WEEKDAYS, MON_SAT, EVERY_DAY = " ".join(DAYS[:5]), " ".join(DAYS[:6]), " ".join(DAYS)
TONGUES = {"en": "English", "es": "Spanish", "ht": "Haitian Creole", "ar": "Arabic"}
EASY = {
    **dict.fromkeys(("id_required", "abstinence_required", "police_on_site"), "no"),
    **dict.fromkeys(("walk_in", "moud_accepted"), "yes"),
}
CAMERAS = {**EASY, "police_on_site": "yes"}
BED = {"id_required": "yes", "abstinence_required": "no", "police_on_site": "yes", "walk_in": "yes"}


@dataclass(frozen=True)
class Place:
    """Codes of kinds of help, languages and days stand in one line each; `open_on` is (days, opens, closes)."""

    name: str
    organization: str
    needs: str
    street: str
    at: tuple[float, float]
    open_on: tuple[str, str, str]
    languages: str
    door: Mapping[str, str]
    about: str


PLACES = (
    Place(
        "Lantern Harm Reduction, Lark Street",
        "Lantern (invented)",
        "naloxone syringes drug_checking hcv_test",
        "188 Lark Street",
        (42.6553, -73.7631),
        (WEEKDAYS, "10:00", "18:00"),
        "en es",
        EASY,
        "Supplies, test strips, naloxone, coffee.",
    ),
    Place(
        "Lantern night van",
        "Lantern (invented)",
        "naloxone syringes wound_care",
        "Central Avenue and Quail Street",
        (42.6624, -73.7779),
        ("TU TH SA", "20:00", "01:00"),
        "en es",
        EASY,
        "A van with supplies and a nurse for wounds.",
    ),
    Place(
        "Same-day buprenorphine",
        "Half Moon Clinic (invented)",
        "moud primary_care",
        "75 Livingston Avenue",
        (42.6597, -73.7478),
        (WEEKDAYS, "09:00", "17:00"),
        "en es ht",
        {"id_required": "no", "abstinence_required": "no", "walk_in": "yes", "moud_accepted": "yes"},
        "Begin the same day. Insurance can come later.",
    ),
    Place(
        "Methadone program",
        "Half Moon Clinic (invented)",
        "moud",
        "75 Livingston Avenue",
        (42.6597, -73.7478),
        (MON_SAT, "05:30", "11:00"),
        "en",
        {"id_required": "yes", "abstinence_required": "no", "walk_in": "no"},
        "Dosing each morning, counseling for those who want it.",
    ),
    Place(
        "Dogwood warm beds",
        "Dogwood House (invented)",
        "housing warming",
        "41 Clinton Avenue",
        (42.6572, -73.7516),
        (EVERY_DAY, "18:00", "08:00"),
        "en",
        BED,
        "Forty beds; be there by nine.",
    ),
    Place(
        "Dogwood drop-in",
        "Dogwood House (invented)",
        "warming hygiene phone",
        "41 Clinton Avenue",
        (42.6572, -73.7516),
        (EVERY_DAY, "08:00", "18:00"),
        "en es",
        CAMERAS,
        "Chairs, showers, laundry, chargers.",
    ),
    Place(
        "Soup on South Pearl",
        "Long Table Kitchen (invented)",
        "food",
        "301 South Pearl Street",
        (42.6401, -73.7581),
        (EVERY_DAY, "11:30", "13:30"),
        "en es ar",
        EASY,
        "A hot meal. Nobody is asked anything.",
    ),
    Place(
        "Tuesday pantry",
        "Long Table Kitchen (invented)",
        "food clothing",
        "301 South Pearl Street",
        (42.6401, -73.7581),
        ("TU", "14:00", "18:00"),
        "en es",
        {"id_required": "yes", "walk_in": "yes"},
        "Groceries for a week.",
    ),
    Place(
        "ID and birth certificate help",
        "Paper Bridge (invented)",
        "id_documents benefits",
        "12 Sheridan Avenue",
        (42.6563, -73.7541),
        ("MO WE", "10:00", "15:00"),
        "en es",
        {"id_required": "no", "walk_in": "yes"},
        "Fees are paid for those who cannot.",
    ),
    Place(
        "Warrant clinic",
        "Paper Bridge (invented)",
        "legal_aid court",
        "12 Sheridan Avenue",
        (42.6563, -73.7541),
        ("FR", "09:00", "12:00"),
        "en es",
        {"id_required": "no", "police_on_site": "no"},
        "A lawyer looks, and somebody goes with you.",
    ),
    Place(
        "Someone who has been there",
        "Kinfolk Peers (invented)",
        "peer_support mental_health",
        "9 Morton Avenue",
        (42.6394, -73.7625),
        (EVERY_DAY, "12:00", "22:00"),
        "en es ht",
        EASY,
        "Peers to talk to, in person or by telephone.",
    ),
    Place(
        "Free HIV and hepatitis C test",
        "Half Moon Clinic (invented)",
        "hiv_test hcv_test prep",
        "530 Clinton Avenue",
        (42.6655, -73.7702),
        ("MO TH", "13:00", "19:00"),
        "en es",
        {"id_required": "no", "walk_in": "yes"},
        "Results in twenty minutes.",
    ),
)


def fill(people: dict[str, Invited]) -> None:
    dee = people["dee"].person
    known: dict[str, str] = {}
    for number, place in enumerate(PLACES):
        days, opens, closes = place.open_on
        said: dict[str, Any] = {
            "name": place.name,
            "organization": known.get(place.organization, ""),
            "organization_name": place.organization,
            "status": "active",
            "about": place.about,
            "needs": place.needs.split(),
            "languages": place.languages.split(),
            "names_of_languages": TONGUES,
            "phone": f"518-555-01{number + 20}",
            "street": place.street,
            "city": "Albany",
            "state": "NY",
            "latitude": place.at[0],
            "longitude": place.at[1],
        }
        for day in days.split():
            said |= {f"{day}_opens": opens, f"{day}_closes": closes}
        made = by_hand.save(service_id=None, said=said, by=dee)
        known[place.organization] = str(by_hand.said_of(made)["organization"])
        services.say_how_the_door_is(service_id=made, answers=place.door, by=dee)
