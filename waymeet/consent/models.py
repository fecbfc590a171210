"""The words people agree to, and the room's audit chain."""

from typing import ClassVar

from django.db import models

from waymeet.kernel import clock
from waymeet.kernel.audit import AuditCheckpointBase, AuditLineBase
from waymeet.kernel.erasure import ErasedBase
from waymeet.kernel.holds import HoldBase
from waymeet.kernel.privacy import DAY, ID, LABEL


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


class Sentence(models.Model):
    """The words somebody agreed to, in one language, kept for as long as any agreement points to them."""

    hash = models.CharField(max_length=64, primary_key=True)
    purpose = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
    text = models.TextField()
    from_on = models.DateField(default=clock.today)

    class Privacy:
        holds = "A sentence of consent, word for word, so that what was agreed to can be shown."
        fields: ClassVar = {"hash": ID, "purpose": LABEL, "language": LABEL, "text": LABEL, "from_on": DAY}
        seen_by = "Everybody."
        kept = "As long as any agreement points to it."
        only_grows = True  # a restore adds what is missing and takes nothing away
