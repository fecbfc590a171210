"""People who asked to be called, people who chose to be known, and the groups they belong to."""

from waymeet.organizing.contacts.models.finding import Filed
from waymeet.organizing.contacts.models.groups import Group, Membership
from waymeet.organizing.contacts.models.guarded import GuardedGroup, GuardedKey, GuardedMember, GuardedSaying
from waymeet.organizing.contacts.models.introductions import GateMark, HandOff, Introduction
from waymeet.organizing.contacts.models.people import Contact, ContactPoint, Entry, Household, Relation, Saying

__all__ = [
    "Contact",
    "ContactPoint",
    "Entry",
    "Filed",
    "GateMark",
    "Group",
    "GuardedGroup",
    "GuardedKey",
    "GuardedMember",
    "GuardedSaying",
    "HandOff",
    "Household",
    "Introduction",
    "Membership",
    "Relation",
    "Saying",
]
