"""Keeping supplies: items, programs and places; what moved between them; what a night used; recalls."""

from waymeet.care.supplies.services.counting import (
    assume_weight,
    choose_week,
    take_back_returns,
    take_returns,
    take_returns_by_weight,
    write_on_hand,
    write_week,
)
from waymeet.care.supplies.services.moving import (
    assemble,
    confirm,
    count,
    hand_out,
    lose,
    receive,
    send,
    undo,
)
from waymeet.care.supplies.services.nights import MOST, count_back, deduct, take_out
from waymeet.care.supplies.services.ordering import cancel_order, order
from waymeet.care.supplies.services.recalls import call_off_recall, recall, recalled_here
from waymeet.care.supplies.services.things import (
    add_item,
    add_place,
    add_program,
    close_place,
    open_place,
    pool_of,
    set_level,
    set_part,
)

__all__ = [
    "MOST",
    "add_item",
    "add_place",
    "add_program",
    "assemble",
    "assume_weight",
    "call_off_recall",
    "cancel_order",
    "choose_week",
    "close_place",
    "confirm",
    "count",
    "count_back",
    "deduct",
    "hand_out",
    "lose",
    "open_place",
    "order",
    "pool_of",
    "recall",
    "recalled_here",
    "receive",
    "send",
    "set_level",
    "set_part",
    "take_back_returns",
    "take_out",
    "take_returns",
    "take_returns_by_weight",
    "undo",
    "write_on_hand",
    "write_week",
]
