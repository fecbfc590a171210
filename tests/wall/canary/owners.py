"""Where a canary may stand in plain, and why: everything that is not here is sealed, or goes."""

# "form field" (a pattern over both) -> (files in which it may be read, why)
PLAIN: dict[str, tuple[tuple[str, ...], str]] = {}
# "form field" -> why nobody reads it back
LEFT_OUT: dict[str, str] = {}
# Ids that stand on two sides, by where they stand.
SHARED_IDS: tuple[str, ...] = ()
