"""What is typed about courses and who has had them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.trainings.models import Course
from waymeet.kernel import clock


class _Had(forms.Form):
    """Which course, on which day, by whom."""

    course = forms.TypedChoiceField(label=_("Course"), coerce=UUID, empty_value=None)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    trainer = forms.CharField(label=_("Who taught it"), max_length=80, required=False)
    where = forms.CharField(
        label=_("At what"), max_length=120, required=False, help_text=_("A meeting or an event, in a few words.")
    )

    def __init__(self, courses: Sequence[Course], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course: Any = self.fields["course"]
        course.choices = [(one.pk, str(one)) for one in courses]
        self.fields["day"].widget.attrs["max"] = clock.today().isoformat()
        self.fields["day"].initial = clock.today().isoformat()


class Own(_Had):
    """One's own."""


class Session(_Had):
    """Several people at once."""

    people = forms.TypedMultipleChoiceField(label=_("Who was there"), coerce=UUID, widget=forms.CheckboxSelectMultiple)

    def __init__(self, courses: Sequence[Course], people: Sequence[tuple[UUID, str]], *args: Any, **kw: Any) -> None:
        super().__init__(courses, *args, **kw)
        every: Any = self.fields["people"]
        every.choices = people


class OneCourse(forms.Form):
    """A course of the list."""

    name_en = forms.CharField(label=_("Name in English"), max_length=80)
    name_es = forms.CharField(label=_("Name in Spanish"), max_length=80, required=False)
    months = forms.IntegerField(
        label=_("Months it counts"), min_value=0, max_value=120, initial=0, help_text=_("0 if it does not run out.")
    )
    gives = forms.ChoiceField(
        label=_("Who has had it can"),
        required=False,
        choices=[("", _("nothing the page tells")), *Course.Gives.choices],
    )


class ChangedCourse(OneCourse):
    """As it is from now on."""

    retired = forms.BooleanField(label=_("Not taught any more"), required=False)
