"""The one name other rooms import for opening sealed content."""

from waymeet.accounts.keys import ORGANIZING, OUTREACH, Keyring, SealingKey, sealing_key

__all__ = ["ORGANIZING", "OUTREACH", "Keyring", "SealingKey", "sealing_key"]
