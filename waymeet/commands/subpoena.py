"""Says in plain words what is held about a code: for counsel, before anything is answered."""

from collections.abc import Iterator
from typing import Any

import click

from waymeet.commands import ready

NOT_HELD = (
    "who took a kit, at which door, at what hour: no row says it",
    "the place of a phone; it is not kept",
    "who visited a page, from which address: there is no access log",
    "passphrases and recovery codes: only hashes that open nothing",
    "arrest and court records, charges, seals: no table has a field for them",
    "a list of participants: files have random ids, and their names lie sealed in them",
)
NOBODY = (
    "what was sealed to a key that has been destroyed (the outreach team's keys go after three months)",
    "a file whose keys were deleted: erased, in every copy once the last key backup is older than seven days",
    "anything sealed, for whoever has this server and no passphrase of a member of its team",
)


@click.command()
@click.argument("code")
def command(*, code: str) -> None:
    """Say in plain words what is held about CODE; never a value.

    CODE is an id (a file, a hand-off, an introduction, a demand), a short code from a card or poster, the secret of a
    receipt, or the sign-in name of somebody who works here. A participant's name or number cannot be looked up: it is
    sealed. The answer is for counsel and whoever keeps this server; what outsiders get is the answer that neither
    confirms nor denies. Whether or not anything is found, the same parts are printed and the exit code is 0. That
    somebody looked is a line in the audit; the code is not in it.
    """
    ready.django()
    for line in lines(code):
        click.echo(line)


def lines(code: str) -> Iterator[str]:
    from django.db import transaction

    from waymeet.accounts.models import AuditLine
    from waymeet.commands import held
    from waymeet.kernel import audit

    looked = held.understood(code)
    hits = held.found(looked)
    with transaction.atomic(using="default"):
        audit.write(AuditLine, who="", verb="demand.look_up")
    yield "FOR COUNSEL AND WHOEVER KEEPS THIS SERVER. Do not hand this over, and do not read it out."
    yield from ("", "WHAT THE CODE CAN BE", f"  {looked.kind}")
    yield from _found(hits)
    yield from _who_opens(hits)
    yield from ("", "WHAT NOBODY CAN OPEN", *(f"  - {words}" for words in NOBODY))
    yield from ("", "WHAT IS NOT HELD AT ALL", *(f"  - {words}" for words in NOT_HELD))
    yield from ("", "NOW", "  1. Delete nothing. Log the demand (Legal demands), and hold exactly what it asks for.")
    yield "  2. Call counsel. A subpoena alone is not enough; nor is a court order alone (42 CFR 2.61)."
    yield "  3. Until then the answer is the printed one: it neither confirms nor denies, about anybody."


def _found(hits: list[Any]) -> Iterator[str]:
    from django.conf import settings

    from waymeet.commands import held
    from waymeet.commands.pages.what_we_hold import ROOMS

    yield from ("", "WHERE IT WAS FOUND")
    for room, words in ROOMS.items():
        if room not in settings.DATABASES:
            yield f"  {words}: this server does not hold that room. Ask where it is held."
            continue
        there = [hit for hit in hits if hit.room == room]
        yield f"  {words}: {'found' if there else 'not found'}"
        for hit in there:
            shut, plain = held.classes(hit.model)
            yield f"    - {hit.model.Privacy.holds}"
            yield f"      not readable without keys: {', '.join(shut) or 'nothing'}; in plain: {', '.join(plain)}"
            yield f"      seen by: {hit.model.Privacy.seen_by}"
            yield f"      kept: {hit.model.Privacy.kept}"
            yield from (f"      with it: {other.Privacy.holds}" for other in hit.belongs)


def _who_opens(hits: list[Any]) -> Iterator[str]:
    from waymeet.commands import held

    yield from ("", "WHO CAN OPEN WHAT IS SEALED IN IT")
    keys = held.keys_of(hits)
    if not keys:
        yield "  nothing sealed to a team's key was found under this code"
    for team, epoch, people, destroyed in keys:
        state = "destroyed: nobody" if destroyed else f"{people} members, each with their own passphrase"
        yield f"  the key of the team '{team}', epoch {epoch}: {state}"
