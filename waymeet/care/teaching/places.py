"""Where participants are taught."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Setting(TextChoices):
    """Kinds of places."""

    RELEASE = "release", _("at release from jail")
    HOUSEHOLD = "household", _("at home, for the household of somebody released")
    CONGREGATION = "faith", _("at a congregation")
    BARBER = "barber", _("at a barber shop or salon")
    BUSINESS = "business", _("at a business")
    STREET = "street", _("on the street")
    SITE = "site", _("at a site of ours")
