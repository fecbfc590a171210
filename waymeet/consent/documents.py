"""Filling in the document somebody signs: everything the text says is in it already."""

from collections.abc import Iterable

from waymeet.consent import wording
from waymeet.consent.rules import SIDES, Scope
from waymeet.consent.signed import Signed
from waymeet.kernel import clock


def signed_for(  # noqa: PLR0913 - the elements a person fills in, each by name
    scope: Scope,
    *,
    text_hash: str,
    language: str,
    patient_name: str,
    who_may_disclose: str,
    recipient_name: str = "",
    signed_how: str,
    signed_by: str = "",
    read_aloud: bool,
    members: Iterable[str] = (),
    proceeding: str = "",
) -> Signed:
    """A document with everything the text says already in it; only what a person must say is asked."""
    spoken = wording.spoken(language)
    inside = scope.recipient in SIDES
    return Signed(
        patient_name=patient_name,
        who_may_disclose=who_may_disclose,
        recipient_name=recipient_name or (wording.WHO[spoken][scope.recipient] if inside else ""),
        what="; ".join(wording.what_words(scope.classes, spoken)),
        purpose=wording.WHY[spoken][scope.purpose],
        may_revoke=wording.MAY_REVOKE[spoken],
        expires=scope.until,
        signed_how=signed_how,
        signed_on=clock.today(),
        signed_by=signed_by or patient_name,
        read_aloud=read_aloud,
        language=spoken,
        text_hash=text_hash,
        members=tuple(members),
        proceeding=proceeding,
        redisclosure=wording.REDISCLOSURE[spoken],
        if_refused=wording.IF_REFUSED[spoken],
    )
