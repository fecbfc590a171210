"""The one name other rooms import for opening sealed content."""

from waymeet.accounts.keys import (
    CASEWORK,
    COUNSEL,
    ORGANIZING,
    OUTREACH,
    PARTICIPANTS,
    Keyring,
    SealingKey,
    sealing_key,
)

__all__ = ["CASEWORK", "COUNSEL", "ORGANIZING", "OUTREACH", "PARTICIPANTS", "Keyring", "SealingKey", "sealing_key"]
