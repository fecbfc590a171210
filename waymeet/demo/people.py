"""The invented people of the invented organization, by role."""

from dataclasses import dataclass

from waymeet.accounts import services, sign_in
from waymeet.accounts.keys import Keyring
from waymeet.accounts.people import OPERATOR, Person
from waymeet.accounts.roles import Role


@dataclass(frozen=True)
class Invited:
    """Somebody invented, signed in for the length of the filling."""

    person: Person
    words: str
    keyring: Keyring


# sign-in name, shown as, language, roles
PEOPLE = (
    ("ada", "Ada", "en", {Role.ADMINISTRATOR}),
    ("rosa", "Rosa", "es", {Role.ORGANIZER}),
    ("luz", "Luz", "en", {Role.ORGANIZER}),
    ("bea", "Bea", "en", {Role.FIELD_LEAD}),
    ("cam", "Cam", "en", {Role.CANVASSER}),
    ("dee", "Dee", "en", {Role.OUTREACH_WORKER}),
    ("sol", "Sol", "es", {Role.OUTREACH_WORKER}),
    ("pia", "Pia", "en", {Role.PEER}),
    ("nell", "Nell", "en", {Role.CASE_MANAGER}),
    ("teo", "Teo", "es", {Role.CASE_MANAGER}),
    ("grace", "Grace", "en", {Role.DIRECTOR}),
    ("mira", "Mira", "en", {Role.CLINICAL_DIRECTOR}),
    ("okafor", "Ms. Okafor", "en", {Role.REVIEWER}),
    ("ivo", "Ivo", "en", {Role.REVIEWER}),
    ("vera", "Vera", "es", {Role.ADVISOR}),
    ("reyes", "Officer Reyes", "en", {Role.OFFICER}),
    ("june", "June", "en", {Role.PROJECT_MANAGER}),
    ("abel", "Abel", "es", {Role.COORDINATOR}),
)


def invite_all() -> dict[str, Invited]:
    """Everybody by sign-in name."""
    invited = {}
    for name, shown_as, language, roles in PEOPLE:
        account, words = services.invite(name=name, shown_as=shown_as, roles=roles, language=language, by=OPERATOR)
        known, private = sign_in.recognize(account.name, words)
        invited[name] = Invited(known.as_person(), words, Keyring(known.id, private))
    return invited


def listed(invited: dict[str, Invited]) -> list[str]:
    """The sign-ins as they are printed, a line a person."""
    lines = ["Sign-ins of the invented people (name, passphrase, role):"]
    for name, one in invited.items():
        roles = ", ".join(str(role.label) for role in sorted(one.person.roles))
        lines.append(f"  {name:<8} {one.words:<48} {roles}")
    return lines
