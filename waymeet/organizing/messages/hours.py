"""Whether it is an hour at which people may be written to, where the organization works."""

from django.conf import settings
from django.utils import timezone

from waymeet.organizing.messages.rules import Hours


def hours() -> Hours:
    found: Hours = settings.WRITING_HOURS
    return found


def quiet_now() -> bool:
    return hours().quiet(timezone.localtime())
