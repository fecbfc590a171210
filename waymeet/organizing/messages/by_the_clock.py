"""Reminders whose day has come, in the name of whoever prepared them (`waymeet send-reminders`)."""

from waymeet.accounts.models import Account
from waymeet.accounts.people import Person
from waymeet.kernel import clock
from waymeet.kernel.errors import Conflict
from waymeet.organizing.messages import audience, sending, services
from waymeet.organizing.messages.models import Delivery, Message


def due() -> list[Message]:
    """Prepared for today; and those begun earlier today of which some wait."""
    ready = Message.objects.filter(state=Message.State.READY, goes_on=clock.today())
    begun = Message.objects.filter(state=Message.State.SENDING, goes_on=clock.today())
    return [*ready.order_by("id"), *begun.order_by("id")]


def would_go(message: Message) -> int:
    return len(audience.plan_later(message=message, by=_who(message)).going)


def send(message: Message) -> int:
    """Answers how many went in all. Whoever prepared it must still be one who may."""
    by = _who(message)
    services.check_ready_to_send(message.pk)
    if message.state == Message.State.READY and not services.begin_by_the_clock(message_id=message.pk, by=by):
        return 0
    sending.send(message_id=message.pk, told=lambda _done, _total, _step: None, by=by)
    return Delivery.objects.filter(message=message, state=Delivery.State.SENT).count()


def _who(message: Message) -> Person:
    account = Account.objects.filter(pk=message.by, ended_on=None).first()
    if account is None:
        raise Conflict("Whoever prepared it has no account any more. Somebody else must look at it.")
    return account.as_person()
