"""On how many examples a slow property is tried: a few in `make test`, many times as many in `make test-deep`.

A property that says nothing of its own is quick and follows the profile (tests/conftest.py).
"""

from hypothesis import settings

LONGER = 10


def tried_on(few: int, many: int = 0) -> settings:
    """`@tried_on(25)` above `@given`; `many` in the long run, ten times `few` unless said."""
    deep = settings.get_current_profile_name() == "deep"
    return settings(max_examples=(many or few * LONGER) if deep else few)
