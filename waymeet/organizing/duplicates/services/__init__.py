"""Looking for doubles, saying that two are two, merging, taking apart."""

from waymeet.organizing.duplicates.services.apart import take_apart
from waymeet.organizing.duplicates.services.looking import look, two_people
from waymeet.organizing.duplicates.services.merging import merge

__all__ = ["look", "merge", "take_apart", "two_people"]
