"""Which doors a cut leaves out: those that asked not to be knocked at, and those a later pass need not visit."""

from uuid import UUID

from waymeet.organizing.canvass.queries.results import door_flags, doors_settled
from waymeet.organizing.turf.queries.desk import earlier_passes, turfs_of_pass

DO_NOT_KNOCK, SETTLED = "do_not_knock", "settled"


def doors_to_leave_out(follows: UUID | None) -> dict[UUID, str]:
    """Door -> reason. `follows`: the pass whose unanswered doors, and those of the passes before it, are wanted."""
    out = {}
    if follows is not None:
        turfs = [turf for one in earlier_passes(follows) for turf in turfs_of_pass(one)]
        out = dict.fromkeys(doors_settled(turfs), SETTLED)
    return out | {door: DO_NOT_KNOCK for door, flags in door_flags().items() if "do_not_knock" in flags}
