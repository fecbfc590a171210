"""Quantities only: items, places, lots, and the ledger of what moved."""

from waymeet.care.supplies.models.items import Item, Part, Program
from waymeet.care.supplies.models.levels import Level, RecallDone
from waymeet.care.supplies.models.stock import Lot, Movement, NightStock, Order, Place, Transfer

__all__ = [
    "Item",
    "Level",
    "Lot",
    "Movement",
    "NightStock",
    "Order",
    "Part",
    "Place",
    "Program",
    "RecallDone",
    "Transfer",
]
