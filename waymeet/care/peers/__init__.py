"""Peers: what they are paid, and what a night was like. Nobody is compared with anybody."""
