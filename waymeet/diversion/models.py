"""What belongs to the whole room: its audit chain."""

from waymeet.kernel.audit import AuditCheckpointBase, AuditLineBase
from waymeet.kernel.erasure import ErasedBase
from waymeet.kernel.holds import HoldBase


class AuditLine(AuditLineBase):
    """One line of this room's audit chain."""

    class Privacy(AuditLineBase.Privacy):
        """As every audit line."""


class AuditCheckpoint(AuditCheckpointBase):
    """One signed checkpoint of this room's audit chain."""

    class Privacy(AuditCheckpointBase.Privacy):
        """As every checkpoint."""


class Hold(HoldBase):
    """One legal hold on rows of this database."""

    class Privacy(HoldBase.Privacy):
        """As every hold."""


class Erased(ErasedBase):
    """What was erased from this database, as hashes."""

    class Privacy(ErasedBase.Privacy):
        """As in every database."""
