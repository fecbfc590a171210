"""The turf package as phones take it: doors, streets, script, consent sentence, key."""

import base64
from typing import Any
from uuid import UUID

from waymeet.accounts.keyring import ORGANIZING, sealing_key
from waymeet.consent import gate
from waymeet.organizing.canvass import script
from waymeet.organizing.canvass.queries.results import door_flags, last_outcomes
from waymeet.organizing.turf.package import turf_package


def package_of(turf_id: UUID) -> dict[str, Any]:
    """Everything one evening needs, and nothing of anybody's name."""
    key = sealing_key(ORGANIZING)
    sentences = gate.sentences_for(gate.BEING_CALLED)
    return turf_package(
        turf_id,
        organizing_key={"epoch": key.epoch, "public": base64.b64encode(key.public).decode()},
        script=script.DEFAULT,
        sentence={code: {"text": words.text, "hash": words.hash} for code, words in sentences.items()},
        flags=door_flags(),
        last=last_outcomes(),
    )
