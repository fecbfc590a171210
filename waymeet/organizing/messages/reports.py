"""What a gateway tells later: a text that arrived changes nothing, one that did not is a failure with its reason."""

from waymeet.organizing.messages import services, texting, unsubscribing
from waymeet.organizing.messages.models import Delivery


def reported(*, reference: str, state: str, code: str) -> None:
    """Told twice is told once; a reference nobody knows is let be."""
    if not reference or state not in texting.FAILED:
        return
    row = Delivery.objects.filter(reference=reference, state=Delivery.State.SENT).first()
    if row is None:
        return
    Delivery.objects.filter(pk=row.pk).update(state=Delivery.State.FAILED, why=Delivery.Why.REJECTED)
    if code.isdecimal() and int(code) in texting.STOPPED:
        unsubscribing.refuse(row.contact_id, "text")
    services.settle(row.message_id)
