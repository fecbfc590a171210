"""Writing a training down."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.teaching import queries, rules
from waymeet.care.teaching.models import Taught
from waymeet.care.teaching.places import Setting
from waymeet.kernel import audit
from waymeet.kernel.errors import BadInput


def write_down(*, course: UUID, iso_week: str, setting: str, people: int, certificates: int, by: Person) -> None:
    """A training that took place: who came is nowhere. BadInput names what is wrong."""
    check(by, May.TEACH)
    if course not in queries.course_names() or setting not in Setting.values:
        raise BadInput(_("Choose the course and where it was."))
    if not 0 < people <= rules.MOST_PEOPLE:
        raise BadInput(_("Say how many people came: 1 to 200."))
    if not 0 <= certificates <= people:
        raise BadInput(_("There cannot be more certificates than people who came."))
    with transaction.atomic(using="care"):
        Taught.objects.create(
            course=course, iso_week=iso_week, setting=setting, people=people, certificates=certificates
        )
        audit.write(AuditLine, who=by.id, verb="teaching.write")
