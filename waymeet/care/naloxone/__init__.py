"""Kits from hand to hand: nights, what came in sealed, hand-outs by area and week."""
