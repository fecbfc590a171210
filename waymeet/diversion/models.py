"""What belongs to the whole room: its audit chain."""

from waymeet.kernel.audit import AuditCheckpointBase, AuditLineBase


class AuditLine(AuditLineBase):
    """One line of this room's audit chain."""

    class Privacy(AuditLineBase.Privacy):
        """As every audit line."""


class AuditCheckpoint(AuditCheckpointBase):
    """One signed checkpoint of this room's audit chain."""

    class Privacy(AuditCheckpointBase.Privacy):
        """As every checkpoint."""
