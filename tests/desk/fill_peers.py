"""What a peer took along, handed on, said after a night and is paid, for the browser."""

from typing import Any


def every(people: Any) -> dict[str, str]:
    """Kits taken along and handed on, a debrief that asks for a call, one stipend that is paid and one that is not."""
    from waymeet.care.peers import bulk, services
    from waymeet.care.supplies.models import Program
    from waymeet.kernel import clock

    pia, program, today = people["Pia"], Program.objects.get(), clock.today()
    for told in (bulk.Told(True, {1: 50}), bulk.Told(False, {1: 40}, 1, 30)):
        bulk.put_down(program_id=program.id, day=today, told=told, by=pia)
    services.debrief(words="a long night with Marisol", call=True, by=pia)
    owed = [
        services.put_down(peer=pia.id, day=today, what=what, cents=4000, by=people["Dora"])
        for what in ("night", "training")
    ]
    services.pay(stipend_id=owed[0], by=people["Dora"])
    return {"stipend": str(owed[1])}
