"""What somebody who takes everything can read and join: the parts of `waymeet seizure-drill`."""
