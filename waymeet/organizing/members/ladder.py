"""Where somebody stands and what comes next, as leadership computes it, where that room is there."""

import importlib
from typing import Any
from uuid import UUID

LEADERSHIP = "waymeet.organizing.leadership.queries"


def rung_of(contact_id: UUID) -> tuple[Any, Any]:
    """(rung, next step), ('', '') where nothing is computed."""
    try:
        found = getattr(importlib.import_module(LEADERSHIP), "rung_of", None)
    except ModuleNotFoundError:
        found = None
    rung, step = found(contact_id) if found else ("", "")
    return rung or "", step or ""
