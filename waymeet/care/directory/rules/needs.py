"""Kinds of help somebody may be looking for (the referral types), and the words of other directories that mean them."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from waymeet.kernel.finding import folded

# code -> (what we call it, beginnings of words of other directories that mean it)
NEEDS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "naloxone": (_("naloxone, overdose education"), ("naloxone", "narcan", "overdose")),
    "syringes": (_("syringe services"), ("syringe", "needle exchange", "harm reduction")),
    "drug_checking": (_("drug checking"), ("drug checking", "fentanyl test")),
    "moud": (
        _("medication for opioid use (methadone, buprenorphine)"),
        ("methadone", "buprenorphine", "suboxone", "medication for opioid", "opioid treatment", "moud"),
    ),
    "detox": (_("detox, inpatient"), ("detox", "residential drug", "residential alcohol", "inpatient", "sober")),
    "outpatient": (
        _("outpatient treatment"),
        ("outpatient", "drug day treatment", "substance use", "drug treatment", "dual diagnosis"),
    ),
    "hiv_test": (_("HIV test"), ("hiv test", "aids/hiv test")),
    "hiv_care": (_("HIV care"), ("hiv care", "aids/hiv", "hiv/aids")),
    "prep": (_("PrEP and PEP"), ("prep", "pep", "pre-exposure", "post-exposure")),
    "hcv_test": (_("hepatitis C test"), ("hepatitis c test", "hcv test")),
    "hcv_care": (_("hepatitis C treatment"), ("hepatitis c", "hcv")),
    "hep_vaccine": (_("hepatitis A and B vaccine"), ("hepatitis a", "hepatitis b", "hepatitis vaccine")),
    "sti": (_("sexually transmitted infections"), ("sexually transmitted", "sti", "std")),
    "tb": (_("tuberculosis"), ("tuberculosis", "tb")),
    "wound_care": (_("wound care"), ("wound",)),
    "primary_care": (_("primary care"), ("primary care", "community clinic", "health center", "medical clinic")),
    "dental": (_("dental care"), ("dental", "dentist")),
    "reproductive": (_("reproductive health"), ("reproductive", "family planning", "prenatal", "pregnan", "birth")),
    "mental_health": (
        _("mental health"),
        ("mental health", "counsel", "psychiatr", "therapist", "support group", "mental illness"),
    ),
    "crisis": (_("crisis help"), ("crisis", "suicide")),
    "housing": (
        _("housing, shelter"),
        ("housing", "shelter", "homeless", "tenant", "rent", "single room occupancy", "transitional living"),
    ),
    "warming": (_("warming or cooling place"), ("warming", "cooling", "drop-in", "drop in")),
    "food": (_("food"), ("food", "soup", "meal", "brown bag", "nutrition", "pantry", "pantries")),
    "hygiene": (_("showers, laundry"), ("shower", "laundry", "hygiene", "grooming")),
    "clothing": (_("clothing"), ("clothing", "clothes")),
    "id_documents": (_("ID documents"), ("identification", "birth certificate", "id card", "id document")),
    "benefits": (_("benefits, insurance"), ("benefit", "welfare", "insurance", "medicaid", "utility")),
    "legal_aid": (_("legal aid, defender"), ("legal", "defender", "lawyer", "attorney", "civil rights")),
    "court": (_("warrants, somebody to go to court with"), ("warrant", "court")),
    "employment": (_("work"), ("employment", "job", "career", "work readiness", "vocational")),
    "education": (_("education"), ("education", "tutor", "literacy", "school", "english as a second", "training")),
    "transport": (_("rides, transport"), ("transport", "ride", "bus pass")),
    "phone": (_("phone, internet"), ("telephone", "phone", "internet")),
    "family": (_("family and children"), ("child", "family", "families", "parent", "youth", "infant")),
    "violence": (_("domestic violence"), ("domestic violence", "sexual assault", "battered", "crime victim")),
    "immigration": (_("immigration"), ("immigra", "refugee", "asyl", "citizenship")),
    "lead": (_("LEAD, diversion"), ("law enforcement assisted", "diversion")),
    "peer_support": (_("peer support"), ("peer support", "peer counsel", "recovery coach")),
    "organizing": (_("an organizer to talk to"), ("community organizing", "tenant organizing")),
}
WORDS: dict[str, Any] = {code: words for code, (words, _means) in NEEDS.items()}
SIGNS = {
    code: re.compile("|".join(rf"(?<!\w){re.escape(one)}" for one in means)) for code, (_words, means) in NEEDS.items()
}
WHOLE = {  # short signs are whole words only
    code: re.compile("|".join(rf"(?<!\w){one}(?!\w)" for one in short))
    for code, short in {
        "prep": ("prep", "pep", "pre-exposure", "post-exposure"),
        "sti": ("sti", "std"),
        "tb": ("tb",),
    }.items()
}


def guessed(words: Iterable[str]) -> list[str]:
    """Codes that the names and keywords of a service speak of, in our order."""
    text = folded(" | ".join(words))
    return [code for code, sign in SIGNS.items() if WHOLE.get(code, sign).search(text)]
