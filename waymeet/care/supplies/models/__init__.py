"""Quantities only: items, places, lots, and the ledger of what moved."""

from waymeet.care.supplies.models.counted import CountingWeek, OnHandCount, PieceWeight, Returned, WeekCounted
from waymeet.care.supplies.models.items import Item, Part, Program
from waymeet.care.supplies.models.levels import Level, RecallDone
from waymeet.care.supplies.models.stock import Lot, Movement, NightStock, Order, Place, Transfer

__all__ = [
    "CountingWeek",
    "Item",
    "Level",
    "Lot",
    "Movement",
    "NightStock",
    "OnHandCount",
    "Order",
    "Part",
    "PieceWeight",
    "Place",
    "Program",
    "RecallDone",
    "Returned",
    "Transfer",
    "WeekCounted",
]
