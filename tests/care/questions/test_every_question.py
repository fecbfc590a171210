"""Nobody is asked what is not in the register: every form of care is walked, and says which of its lines ask a person."""

import importlib
import inspect
import pkgutil

import pytest
from django import forms as django_forms

import waymeet.care
from waymeet.care.questions.built_in import BEGINNING
from waymeet.care.questions.forms import PaperSheet, Sheet

# Forms whose every line a worker fills in about the work, and why no participant is asked any of it. A form that asks
# participants has `asks`: which of its fields stand for which code of the register; or it is a Sheet.
WORKERS_OWN = {
    "waymeet.care.naloxone.forms": "which program and which numbers to show",
    "waymeet.care.supplies.forms": "names and quantities of things",
    "waymeet.care.supplies.forms_stock": "places, lots and quantities of things",
    "waymeet.care.supplies.forms_estimates": "quantities of things that were counted, weighed or came back",
    "waymeet.care.saturation.forms": "states, and numbers of people who live there",
    "waymeet.care.funders.forms": "totals of a quarter",
    "waymeet.care.questions.forms": "the register itself, and surveys",
    "waymeet.care.codes.forms": "a card or a phrase somebody shows by choice; a funder's code is made and forgotten",
    "waymeet.care.directory.forms": "what services say of themselves",
    "waymeet.care.peers.forms": "what peers took along, how a night was, and what they are paid",
    "waymeet.care.alerts.forms": "what goes round, told in passing and counted; and the words of an alert",
    "waymeet.care.teaching.forms": "how many came to a course, and certificates without names",
    "waymeet.care.referrals.forms": "what help was offered and how it went, told by whoever wants to; nothing about them",
    "waymeet.care.reversals.forms": "what happened at an overdose, told by whoever was there; nothing about them",
}
CODES = {one.code for one in BEGINNING}


def every_form():
    for module in pkgutil.walk_packages(waymeet.care.__path__, "waymeet.care."):
        if ".migrations" in module.name:
            continue
        for found in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(found) and issubclass(found, django_forms.BaseForm) and found.__module__ == module.name:
                yield found


FORMS = list(every_form())


def test_there_are_forms_to_walk():
    assert {form.__module__ for form in FORMS} >= set(WORKERS_OWN)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.__module__}.{form.__name__}")
def test_a_form_asks_participants_only_what_is_registered(form):
    if issubclass(form, Sheet):
        assert set(form.base_fields) <= {"week_of"}, "a sheet has no line that the register did not give it"
        return
    asks = getattr(form, "asks", None)
    if asks is None:
        assert form.__module__ in WORKERS_OWN, (
            f"{form.__module__}: say what is asked of participants, or why nothing is"
        )
        return
    assert set(asks.values()) <= CODES, "every question is in waymeet.care.questions.built_in"
    assert not any(form.base_fields[name].required for name in asks if name in form.base_fields)


def test_a_paper_sheet_is_a_sheet():
    assert issubclass(PaperSheet, Sheet)
