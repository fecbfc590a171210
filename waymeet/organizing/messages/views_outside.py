"""What comes from outside: somebody stops emails, a gateway tells of a text. Nobody is signed in here.

The address of an unsubscribe holds its secret, because mail programs press the button of RFC 8058 for people. All it
does is stop emails, and no answer says whether it led to anybody.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from waymeet.kernel.policy import anybody
from waymeet.organizing.messages import reports, texting, unsubscribing

View = Callable[..., HttpResponse]
UNSIGNED = 401


@anybody("Whoever got an email has no account; the secret in the email stands in a sign-in's place.")
@csrf_exempt
@never_cache
def unsubscribe(request: HttpRequest, secret: str) -> HttpResponse:
    """A page with one button: a mail filter that follows links must not stop anything."""
    if request.method == "POST":
        unsubscribing.unsubscribe(secret)
    return render(
        request, "messages/unsubscribe.html", {"done": request.method == "POST", "group": settings.GROUP_NAME}
    )


def signed(view: View) -> View:
    """Only what the gateway signed with the secret it shares with us."""

    @wraps(view)
    def checking(request: HttpRequest) -> HttpResponse:
        gateway = texting.gateway()
        here = f"{settings.SITE or f'{request.scheme}://{request.get_host()}'}{request.get_full_path()}"
        form = {name: str(request.POST[name]) for name in request.POST}
        if gateway is None or not gateway.signed(here, form, request.headers.get("X-Twilio-Signature", "")):
            return HttpResponse(status=UNSIGNED)
        return view(request)

    return anybody("The texting gateway signs what it tells with the secret it shares with this server.")(
        csrf_exempt(never_cache(require_POST(checking)))
    )


@signed
def status(request: HttpRequest) -> HttpResponse:
    """A text arrived, or did not."""
    said = {"reference": request.POST.get("MessageSid", ""), "state": request.POST.get("MessageStatus", "")}
    reports.reported(**said, code=request.POST.get("ErrorCode", ""))
    return HttpResponse(status=204)


@signed
def incoming(request: HttpRequest) -> HttpResponse:
    """A text came in: STOP and ALTO stop at once, HELP and AYUDA are answered, the rest goes into the thread."""
    number, text = request.POST.get("From", ""), request.POST.get("Body", "")
    word = unsubscribing.heard(number, text)
    with override(_language(text, number)):
        answer = _answers().get(word, "")
    inner = f"<Message>{escape(answer)}</Message>" if answer else ""
    return HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?><Response>{inner}</Response>', content_type="text/xml")


SPANISH = ("alto", "baja", "parar", "cancelar", "alta", "seguir", "ayuda")


def _language(text: str, number: str) -> str:
    return "es" if text.strip().casefold() in SPANISH else unsubscribing.speaks(number)


def _answers() -> dict[str, str]:
    who = {"who": settings.GROUP_NAME or _("The organizers")}
    return {
        "stop": _("%(who)s: you get no more texts from us. Reply START to get them again.") % who,
        "start": _("%(who)s: you get our texts again. Reply STOP to end.") % who,
        "help": _("%(who)s: we text about meetings and campaigns. Reply STOP to end.") % who,
    }
