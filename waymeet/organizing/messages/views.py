"""Messages at the desk: write, look who would get it, send in two steps, watch, stop, go on."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design import tables, working
from waymeet.kernel import long_work
from waymeet.kernel.errors import Plain
from waymeet.organizing.messages import audience, hours, queries, recipients, sending, services, wording, work
from waymeet.organizing.messages.forms import Sure, Write
from waymeet.organizing.messages.models import Message
from waymeet.organizing.messages.rules import segments

TONES = {"draft": "waiting", "ready": "waiting", "sending": "caution", "done": "good"}
STEPS = {sending.SENDING: gettext_lazy("Handing over, one by one")}
SHOWN = 200  # of those who get nothing; the rest is in the file


@may(May.WRITE_TO_LISTS)
@never_cache
def sent(request: DeskRequest) -> HttpResponse:
    return render(request, "messages/sent.html", {"table": _listed(queries.sent(by=request.person))})


def _listed(found: list[queries.Listed]) -> tables.Table:
    columns = [
        tables.Column(_("Message")),
        tables.Column(_("To whom")),
        tables.Column(_("How"), short=True),
        tables.Column(_("Day"), short=True),
        tables.Column(_("State"), short=True),
        tables.Column(_("Sent"), counts=True),
    ]
    rows = [
        [
            tables.Cell(_title(one.row), link=reverse("messages:one", args=[one.row.pk])),
            one.to or _("a list that is gone, or is not yours to see"),
            one.row.get_channel_display(),
            one.row.day.isoformat(),
            tables.Cell(one.row.get_state_display(), tone=TONES[one.row.state]),
            one.row.counts.get("sent", 0),
        ]
        for one in found
    ]
    empty = _("No message yet.")
    return tables.Table(name="messages", caption=_("Messages"), columns=columns, rows=rows, empty=empty, stacks=True)


def _title(row: Message) -> str:
    first = row.subject_en or row.subject_es or row.body_en or row.body_es
    return first if len(first) <= 60 else f"{first[:57]}…"


@may(May.WRITE_TO_LISTS)
@never_cache
def write(request: DeskRequest, message_id: UUID | None = None) -> HttpResponse:
    row = queries.one(message_id=message_id, by=request.person) if message_id else None
    form = Write(recipients.choices(by=request.person), request.POST or None, initial=_begun(request, row))
    if form.is_valid():
        try:
            made = services.write(said=form.said(), by=request.person, message_id=message_id)
            return redirect("messages:one", made)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    said = {"form": form, "message_id": message_id, "lengths": _lengths(form) if form.is_bound else []}
    return render(request, "messages/write.html", said, status=422 if form.is_bound else 200)


def _begun(request: DeskRequest, row: Message | None) -> dict[str, Any]:
    """What stands in the form: the draft; or, from an event's page, a reminder to who said yes."""
    if row is not None:
        return {"to": f"{row.source}:{row.of}", "channel": row.channel} | {
            name: getattr(row, name) for name in services.WORDS
        }
    to = request.GET.get("to", "")
    return {"to": to} | (wording.reminder() if to.startswith("yes:") else {})


def _lengths(form: Write) -> list[tuple[str, Any]]:
    given = [("English", form.data.get("body_en", "")), ("Español", form.data.get("body_es", ""))]
    return [(language, segments(body)) for language, body in given if body]


@may(May.WRITE_TO_LISTS)
@never_cache
def one(request: DeskRequest, message_id: UUID) -> HttpResponse:
    """A draft with who would get it; a message that has begun with how far it is."""
    row = queries.one(message_id=message_id, by=request.person)
    if row.state in (Message.State.DRAFT, Message.State.READY):
        return _draft(request, row)
    if request.method == "POST" and request.POST.get("stop"):
        work.stop(message_id)
        return redirect("messages:one", message_id)
    now = work.standing(message_id)
    if now is not None and now.state == long_work.WORKING:
        return working.page(request, now, heading=_("The message is going out"), steps=STEPS)
    return working.ended(request) or _gone(request, row, now)


def _draft(request: DeskRequest, row: Message, trouble: Any = "") -> HttpResponse:
    found = audience.plan_later(message=row, by=request.person)
    if request.GET.get("format") == "csv":
        return tables.download(_dry(found, 10**9))
    said = {
        "row": row,
        "to": queries.to_words(row, by=request.person),
        "found": found,
        "previews": list(audience.previews(found, row)),
        "longest": _longest(row),
        "table": _dry(found, SHOWN),
        "quiet": hours.quiet_now(),
        "hours": settings.WRITING_HOURS,
        "trouble": trouble,
        "event": recipients.event_of(row.source, row.of),
    }
    return render(request, "messages/draft.html", said, status=422 if trouble else 200)


def _longest(row: Message) -> list[tuple[str, Any]]:
    """How long a text is in each language, with somebody's name of ten letters in it."""
    if row.channel != Message.Channel.TEXT:
        return []
    event = wording.of_event(row)
    names = {"en": "English", "es": "Español"}
    return [
        (names[language], segments(wording.said(row, language, "Bernadette", event)[1]))
        for language, has in wording.written(row).items()
        if has
    ]


def _dry(found: audience.Plan, most: int) -> tables.Table:
    labels = dict(audience.Delivery.Why.choices)
    everybody = [*found.left_out, *found.going][:most]
    rows = [
        [
            tables.Cell(
                one.called, words=one.called or _("no name"), link=reverse("contacts:person", args=[one.contact])
            ),
            {"en": "English", "es": "Español"}[one.language],
            _("no: %(why)s") % {"why": labels[one.why]} if one.why else _("yes"),
        ]
        for one in everybody
    ]
    columns = [tables.Column(_("Who")), tables.Column(_("In"), short=True), tables.Column(_("Gets it"))]
    return tables.Table(
        name="dry-run",
        caption=_("One by one"),
        columns=columns,
        rows=rows,
        empty=_("Nobody is on it."),
        stacks=True,
    )


def _gone(request: DeskRequest, row: Message, now: Any) -> HttpResponse:
    counts = queries.counted(row)
    waits = sum(number for name, number in counts.items() if name in ("queued", "sending"))
    said = {
        "row": row,
        "to": queries.to_words(row, by=request.person),
        "lines": queries.lines(counts),
        "all": sum(counts.values()),
        "waits": waits,
        "trouble": working.sentence(now) if now and waits else "",
        "quiet": hours.quiet_now(),
        "hours": settings.WRITING_HOURS,
        "not_gone": queries.not_gone(row),
        "tone": TONES[row.state],
    }
    return render(request, "messages/gone.html", said)


@may(May.WRITE_TO_LISTS)
@never_cache
def send(request: DeskRequest, message_id: UUID) -> HttpResponse:
    """First the number and what it costs; then it goes."""
    row = queries.one(message_id=message_id, by=request.person)
    if row.state not in (Message.State.DRAFT, Message.State.READY):
        return redirect("messages:one", message_id)
    form, trouble = Sure(request.POST or None), ""
    try:
        if form.is_bound and form.is_valid():
            services.begin(message_id=message_id, site=site(request), by=request.person, **form.cleaned_data)
            work.start(message_id=message_id, by=request.person)
            return redirect("messages:one", message_id)
        services.check_ready_to_send(message_id)
    except Plain as found:
        trouble = str(found.sentence)
    plan = audience.plan_later(message=row, by=request.person)
    said = {"row": row, "to": queries.to_words(row, by=request.person), "found": plan, "trouble": trouble}
    return render(request, "messages/send.html", said, status=422 if trouble and form.is_bound else 200)


@require_POST
@may(May.WRITE_TO_LISTS)
def day_before(request: DeskRequest, message_id: UUID) -> HttpResponse:
    try:
        services.day_before(message_id=message_id, site=site(request), by=request.person)
    except Plain as trouble:
        return _draft(request, queries.one(message_id=message_id, by=request.person), trouble.sentence)
    messages.success(request, _("It goes the day before the event."))
    return redirect("messages:one", message_id)


@require_POST
@may(May.WRITE_TO_LISTS)
def go_on(request: DeskRequest, message_id: UUID) -> HttpResponse:
    """After a stop, an evening or a restart: whoever still waits gets it, nobody twice."""
    queries.one(message_id=message_id, by=request.person)
    try:
        services.check_ready_to_send(message_id)
        work.start(message_id=message_id, by=request.person)
    except Plain as trouble:
        messages.warning(request, str(trouble.sentence))
    return redirect("messages:one", message_id)


@require_POST
@may(May.WRITE_TO_LISTS)
def give_up(request: DeskRequest, message_id: UUID) -> HttpResponse:
    services.give_up(message_id=message_id, by=request.person)
    messages.success(request, _("Nobody else gets it."))
    return redirect("messages:one", message_id)


@require_POST
@may(May.WRITE_TO_LISTS)
def take_away(request: DeskRequest, message_id: UUID) -> HttpResponse:
    services.take_away(message_id=message_id, by=request.person)
    messages.success(request, _("The draft is gone."))
    return redirect("messages:sent")


def site(request: DeskRequest) -> str:
    """Where links in messages lead: as the host says it, else where this page was opened."""
    return str(settings.SITE or f"{request.scheme}://{request.get_host()}")
