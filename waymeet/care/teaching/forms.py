"""A training that took place, and certificates to print."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.trainings.queries import courses
from waymeet.care.teaching import rules
from waymeet.care.teaching.places import Setting
from waymeet.design.days import weeks_lately


def course_choices() -> list[tuple[str, str]]:
    """The courses there are, the same that organizers take."""
    return [(str(one.pk), str(one)) for one in courses()]


class Write(forms.Form):
    """Course, week, where and how many: nobody by name."""

    course = forms.ChoiceField(label=_("Course"))
    iso_week = forms.ChoiceField(label=_("Week that began on"))
    setting = forms.ChoiceField(label=_("Where was it?"), choices=Setting.choices)
    people = forms.IntegerField(label=_("How many came?"), min_value=1, max_value=rules.MOST_PEOPLE)
    certificates = forms.IntegerField(
        label=_("How many certificates were handed out?"), min_value=0, max_value=rules.MOST_PEOPLE, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course: Any = self.fields["course"]
        course.choices = course_choices()
        week: Any = self.fields["iso_week"]
        week.choices = weeks_lately()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["certificates"] = said.get("certificates") or 0
        if "people" in said and said["certificates"] > said["people"]:
            self.add_error("certificates", _("There cannot be more certificates than people who came."))
        return said


class Print(forms.Form):
    """How many certificates of which course. Names are written by hand; nothing is kept."""

    course = forms.ChoiceField(label=_("Course"))
    how_many = forms.IntegerField(
        label=_("How many certificates"), min_value=1, max_value=rules.MOST_CERTIFICATES, initial=8
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course: Any = self.fields["course"]
        course.choices = course_choices()
