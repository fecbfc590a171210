"""What a phone hands in, with canaries where people write: made on the server's data, printed as requests to send.

And the name of a list that asks for a guarded group.
"""

import base64
import json
import secrets
import sys
from uuid import uuid4


def printed(marker: str) -> None:
    """Cam's visit with a note, an introduction, and a kit with a note to the outreach team."""
    import django

    django.setup()
    from tests.desk import care_made
    from tests.phone import Phone
    from waymeet.accounts.keyring import ORGANIZING, sealing_key
    from waymeet.accounts.models import Account
    from waymeet.care.naloxone.models import Night
    from waymeet.care.naloxone.services import code_of
    from waymeet.consent import gate
    from waymeet.kernel import clock, sealing
    from waymeet.organizing.turf.models import TurfDoor

    words = [marker + secrets.token_hex(3) for _word in range(6)]
    note, name, contact_point, when, to_the_team, called = words
    _classed_list(called)
    phone, key = Phone.of(Account.objects.get(name="cam").as_person()), sealing_key(ORGANIZING)
    place = TurfDoor.objects.order_by("position").first()
    assert place is not None
    visit, introduction = str(uuid4()), str(uuid4())
    body = {"door": str(place.door_id), "outcome": "answered", "epoch": key.epoch}
    body["note"] = phone.sealed_note(key.public, key.epoch, note, visit)  # type: ignore[arg-type]
    phone.record("visit", body, place.turf_id, id=visit)
    plain = json.dumps({"name": name, "contact_point": contact_point, "when": when}).encode()
    sealed = sealing.seal(
        key.public,
        sealing.pad(plain, 512),
        info=b"waymeet introduction v1",
        aad=sealing.bind("introduction", introduction, "1", key.epoch),
    )
    sentence = gate.sentences_for(gate.BEING_CALLED)["en"].hash
    told = {"door": str(place.door_id), "wants": "call", "language": "en", "sentence": sentence, "epoch": key.epoch}
    told["sealed"] = base64.b64encode(sealed).decode()
    phone.record("introduction", told, place.turf_id, id=introduction)
    raw = phone.batch(phone.records)
    night = Night.objects.select_related("program").get(expires_at__gt=clock.now())
    slots = [care_made.slot(night, area=1, kits=2, note=to_the_team), care_made.slot(night)]
    handed = json.dumps({"slots": [base64.b64encode(slot).decode() for slot in slots], "count": 2, "set_hash": ""})
    asks = [
        ("/field/organizing/hand-in", raw, {"Waymeet-Signature": base64.b64encode(phone.key.sign(raw)).decode()}),
        ("/field/care/slots", handed.encode(), {"Authorization": f"Night {code_of(night)}"}),
    ]
    asked = [{"path": p, "body": base64.b64encode(b).decode(), "headers": h} for p, b, h in asks]
    sys.stdout.write(json.dumps({"asks": asked, "canaries": _canaries(words)}) + "\n")


def _canaries(words: list[str]) -> list[dict[str, str]]:
    owners = ["Olga"] * 4 + ["Wanda", "Olga"]
    forms = ["phone"] * 5 + ["a list that asks for a guarded group"]
    fields = ["note at a door", "name", "contact_point", "when", "note to the team", "name"]
    return [
        {"word": word, "who": who, "form": form, "name": field}
        for word, who, form, field in zip(words, owners, forms, fields, strict=True)
    ]


def _classed_list(called: str) -> None:
    """At the desk the walk cannot tell it from any other list, whose name may be read."""
    from waymeet.accounts.models import Account
    from waymeet.organizing.contacts.models import GuardedGroup
    from waymeet.organizing.lists import services
    from waymeet.organizing.lists.rules import Asked, Condition

    group = GuardedGroup.objects.first()
    assert group is not None
    asked = Asked(all=(Condition("guarded", (("group", group.pk),)),))
    services.make(name=called, asked=asked, share="organizers", by=Account.objects.get(name="olga").as_person())
