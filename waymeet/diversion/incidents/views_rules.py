"""Rules at the desk: writing a draft with its examples, trying it on the past, and adopting it."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.design import tables as design
from waymeet.diversion.incidents import forms, queries_rules, queries_sums, rules, services_rules, tables, words
from waymeet.diversion.incidents.models import Charge, RuleVersion
from waymeet.diversion.incidents.people import AgeBand
from waymeet.diversion.incidents.said import Complainant
from waymeet.diversion.incidents.views import put
from waymeet.kernel.errors import BadInput, Plain


@may(May.KEEP_RULES, May.KEEP_LEDGER, May.READ_LEDGER)
@never_cache
def versions(request: DeskRequest) -> HttpResponse:
    rows = queries_rules.versions(by=request.person)
    table = tables.versions(rows)
    if request.GET.get("format") == "csv":
        return design.download(table)
    said = {"table": table, "has_draft": any(row.adopted_on is None for row in rows), "keeps": _keeps(request)}
    return render(request, "incidents/rules.html", said)


def _keeps(request: DeskRequest) -> bool:
    return can(request.person, May.KEEP_RULES)


@require_POST
@may(May.KEEP_RULES)
def draft(request: DeskRequest) -> HttpResponse:
    try:
        row = services_rules.draft(by=request.person)
    except Plain as trouble:
        messages.error(request, str(trouble.sentence))
        return redirect("incidents:rules")
    return redirect("incidents:version", row.pk)


@may(May.KEEP_RULES, May.KEEP_LEDGER, May.READ_LEDGER)
@never_cache
def version(request: DeskRequest, version_id: UUID) -> HttpResponse:
    return _page(request, queries_rules.one_version(version_id=version_id, by=request.person))


def _page(request: DeskRequest, row: RuleVersion, **bound: Any) -> HttpResponse:
    """The whole version; of a draft the forms too, one of which may come back with what is wrong."""
    document = queries_rules.document_of(row)
    basics = {
        "age_least": document.age_least or "",
        "complainant": document.complainant,
        "exclusions": sorted(document.exclusions),
        "intake_days": document.intake_days,
        "minutes": document.minutes,
    }
    editing = {
        "basics": bound.get("basics") or forms.BasicsForm(initial=basics, auto_id="basics_%s"),
        "limit": bound.get("limit") or forms.LimitForm(auto_id="limit_%s"),
        "case": bound.get("case") or forms.CaseForm(auto_id="case_%s"),
        "adopt": bound.get("adopt") or forms.AdoptForm(auto_id="adopt_%s"),
    }
    said = {
        "row": row,
        "document": document,
        "limits": list(_limits(document)),
        "exclusions": [label for name, label in words.EXCLUSIONS.items() if name in document.exclusions],
        "cases": list(_cases(row)),
        "draft": row.adopted_on is None and _keeps(request),
        "keeps": _keeps(request),
        **editing,
    }
    return render(request, "incidents/version.html", said, status=422 if bound else 200)


def _limits(document: rules.Document) -> Iterator[dict[str, Any]]:
    known = {one.code: one for one in queries_rules.charges()}
    for one in document.charges:
        row = known[one.code]
        most = words.amount_words(one.most, row.unit)
        yield {"code": one.code, "words": words.charge_words(row), "most": most}


def _cases(row: RuleVersion) -> Iterator[dict[str, Any]]:
    known: dict[str, Charge] = {one.code: one for one in queries_rules.charges()}
    cases = queries_rules.cases_of(row)
    wrong = rules.unmet(queries_rules.document_of(row), cases)
    for place, case in enumerate(cases):
        facts = case.facts
        said = [_charge(one, known) for one in facts.charges]
        if facts.age is not None:
            said.append(_("age %(band)s") % {"band": AgeBand(str(facts.age)).label})
        said.append(f"{_('Whoever complained')}: {Complainant(facts.complainant).label}")
        said += [str(words.EXCLUSIONS[name]) for name in sorted(facts.present)]
        yield {"place": place, "said": said, "expected": words.ELIGIBLE[case.expected], "holds": place not in wrong}


def _charge(one: rules.Charged, known: dict[str, Charge]) -> str:
    row = known[one.code]
    return f"{words.charge_words(row)} {words.amount_words(one.tenths, row.unit)}".strip()


def _changed(request: DeskRequest, version_id: UUID, name: str, form: Any, change: Callable[[], None]) -> HttpResponse:
    """Does it and shows the version; or shows the form again beside what is wrong."""
    if form.is_valid():
        try:
            change()
        except BadInput as trouble:
            put(form, trouble)
        else:
            return redirect("incidents:version", version_id)
    row = queries_rules.one_version(version_id=version_id, by=request.person)
    return _page(request, row, **{name: form})


@require_POST
@may(May.KEEP_RULES)
def say(request: DeskRequest, version_id: UUID) -> HttpResponse:
    form = forms.BasicsForm(request.POST, auto_id="basics_%s")

    def change() -> None:
        services_rules.say(version_id=version_id, said=form.said(), by=request.person)

    return _changed(request, version_id, "basics", form, change)


@require_POST
@may(May.KEEP_RULES)
def allow(request: DeskRequest, version_id: UUID) -> HttpResponse:
    form = forms.LimitForm(request.POST, auto_id="limit_%s")

    def change() -> None:
        most = forms.tenths(form.cleaned_data["amount"])
        code = form.cleaned_data["code"]
        services_rules.allow_charge(version_id=version_id, code=code, most=most, by=request.person)

    return _changed(request, version_id, "limit", form, change)


@require_POST
@may(May.KEEP_RULES)
def disallow(request: DeskRequest, version_id: UUID) -> HttpResponse:
    services_rules.disallow_charge(version_id=version_id, code=request.POST.get("code", ""), by=request.person)
    return redirect("incidents:version", version_id)


@require_POST
@may(May.KEEP_RULES)
def add_case(request: DeskRequest, version_id: UUID) -> HttpResponse:
    form = forms.CaseForm(request.POST, auto_id="case_%s")

    def change() -> None:
        services_rules.add_case(version_id=version_id, case=form.case(), by=request.person)

    return _changed(request, version_id, "case", form, change)


@require_POST
@may(May.KEEP_RULES)
def take_case(request: DeskRequest, version_id: UUID) -> HttpResponse:
    place = request.POST.get("place", "")
    services_rules.take_case(version_id=version_id, place=int(place) if place.isdigit() else -1, by=request.person)
    return redirect("incidents:version", version_id)


@require_POST
@may(May.KEEP_RULES)
def adopt(request: DeskRequest, version_id: UUID) -> HttpResponse:
    form = forms.AdoptForm(request.POST, auto_id="adopt_%s")

    def change() -> None:
        day = form.cleaned_data["in_force_from"]
        services_rules.adopt(version_id=version_id, in_force_from=day, by=request.person)

    return _changed(request, version_id, "adopt", form, change)


@require_POST
@may(May.KEEP_RULES)
def throw_away(request: DeskRequest, version_id: UUID) -> HttpResponse:
    services_rules.throw_away(version_id=version_id, by=request.person)
    messages.success(request, _("The draft is gone."))
    return redirect("incidents:rules")


@may(May.KEEP_RULES)
@never_cache
def replay(request: DeskRequest, version_id: UUID) -> HttpResponse:
    """Everything in the ledger, judged by this version."""
    row = queries_rules.one_version(version_id=version_id, by=request.person)
    found = queries_sums.replay_of(queries_rules.document_of(row), by=request.person)
    least = queries_sums.least_shown(request.person)
    every = [
        tables.replay(found.said, "replay-said", _("By race, as the person says it"), least),
        tables.replay(found.seen, "replay-seen", _("By race, as the officer saw it"), least),
    ]
    wanted = next((table for table in every if table.name == request.GET.get("format")), None)
    if wanted is not None:
        return design.download(wanted)
    said = {"row": row, "tables": every, "least": least}
    return render(request, "incidents/replay.html", said)


@may(May.KEEP_RULES)
@never_cache
def charges(request: DeskRequest) -> HttpResponse:
    """The words for charges, eligible or not."""
    form = forms.ChargeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services_rules.add_charge(**form.cleaned_data, by=request.person)
        except Plain as trouble:
            form.add_error("code", str(trouble.sentence))
        else:
            return redirect("incidents:charges")
    table = tables.charges(queries_rules.charges_of_the_rules(by=request.person))
    if request.GET.get("format") == "csv":
        return design.download(table)
    said = {"form": form, "table": table}
    return render(request, "incidents/charges.html", said, status=422 if form.errors else 200)
