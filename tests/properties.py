"""On how many examples a slow property is tried: a few in `make test`, ten times as many in `make test-deep`.

A property that says nothing of its own is quick and follows the profile (tests/conftest.py).
"""

from hypothesis import settings

LONGER = 10


def tried_on(few: int) -> settings:
    """`@tried_on(25)` above `@given`."""
    deep = settings.get_current_profile_name() == "deep"
    return settings(max_examples=few * (LONGER if deep else 1))
