"""Which handle a receipt's secret leads to, for whoever looks up a code on the server."""

from uuid import UUID

from waymeet.consent import handles
from waymeet.kernel.errors import NotFound


def handle_on(receipt: str) -> UUID | None:
    """None for what cannot be the secret of a receipt."""
    try:
        return handles.handle_of(handles.read(receipt))
    except NotFound:
        return None
