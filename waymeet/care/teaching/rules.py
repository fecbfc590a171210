"""How many came and how many certificates one sheet has, at most. Pure."""

MOST_PEOPLE = 200  # in one room; more is a slip of the finger
MOST_CERTIFICATES = 60
