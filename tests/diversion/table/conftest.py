"""People with keys, as at the desk; a clock that can be moved."""

from tests.consent.conftest import on
from tests.desk.conftest import people

__all__ = ["on", "people"]
