"""What an alert is about, and what people may have told us. Lists: facts, care standards 3.11 and 3.17."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class About(TextChoices):
    """What the alert says. A finding of drug checking joins this list when there is drug checking."""

    MORE = "more", _("more overdoses than usual")
    DOSES = "doses", _("more naloxone needed than usual")
    TOLD = "told", _("what people told us about what is going round")


class Told(TextChoices):
    """What somebody said about what they or others took."""

    STRONGER = "stronger", _("stronger than expected")
    SLEEPS = "sleeps", _("people sleep on after naloxone, and breathe")
    NEEDS_MORE = "needs_more", _("it took more naloxone than usual")
    NOT_WHAT = "not_what", _("not what it was sold as")
    LOOKS = "looks", _("another color, form or smell")
    WOUNDS = "wounds", _("wounds that do not heal")
