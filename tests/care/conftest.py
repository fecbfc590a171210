"""People with keys, as at the desk."""

from tests.desk.conftest import people

__all__ = ["people"]
