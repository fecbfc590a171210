"""Stages of cases as counts: the only thing of a case that is not sealed."""

from collections import Counter

from waymeet.diversion.casework.models import Counted

StageMonth = tuple[str, str, str, tuple[str, ...]]  # stage, month, door, races as the person says them


def stages_by_month() -> Counter[StageMonth]:
    """How many people reached a stage in a month, by door and races; "in_touch" counts everybody met in that month."""
    rows = Counted.objects.values_list("stage", "month", "door", "races")
    return Counter((stage, month, door, tuple(races)) for stage, month, door, races in rows)
