"""The way in, step by step: from the passphrase to the second step, from there to an open session."""

import base64

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render

from waymeet.accounts import browsers, desk_sessions, half_open, passkeys, recovery, second_step, services
from waymeet.accounts.desk_sessions import SecondStep
from waymeet.accounts.half_open import HalfOpen
from waymeet.accounts.models import Account
from waymeet.kernel.errors import NotAllowed

CHALLENGE = "passkey_challenge"


def after_first_half(
    request: HttpRequest, account: Account, private_key: bytes, *, by: str, after: str
) -> HttpResponse:
    """To the second step, to setting one up, or in: by what this account has and what its roles ask for."""
    ways, needed = second_step.ways_of(account.id), second_step.is_needed(account.as_person().roles)
    excused = needed and not ways and second_step.is_invented()
    if ways or (needed and not excused):
        secret = half_open.begin(request, account, private_key, by=by, after=after)
        rotate_token(request)
        response: HttpResponse = redirect("accounts:show_step" if ways else "accounts:second_step")
        return _with_cookies(request, response, account, secret)
    half = HalfOpen(account, private_key, by, after, ways)
    return enter(request, half, shown=SecondStep.EXCUSED if excused else SecondStep.NOT_ASKED)


def enter(
    request: HttpRequest, half: HalfOpen, *, shown: SecondStep, codes: list[str] | None = None, after: str = ""
) -> HttpResponse:
    """An open session; with a page to print where there are new recovery codes, or a new passphrase is due."""
    words = ""
    if half.by == half_open.RECOVERY_CODE:
        words = services.change_passphrase(account_id=half.account.id, private_key=half.private_key)
    request.session.flush()
    browser = browsers.named(request.headers.get("User-Agent", ""))
    secret = desk_sessions.begin(half.account, half.private_key, shown=shown, browser=browser)
    rotate_token(request)
    onward = after or half.after
    response: HttpResponse = redirect(onward)
    if words or codes:
        response = sheet(request, half.account, words=words, codes=codes or [], onward=onward)
    return _with_cookies(request, response, half.account, secret)


def sheet(request: HttpRequest, account: Account, *, words: str, codes: list[str], onward: str) -> HttpResponse:
    """What is shown once and kept nowhere."""
    shown = {"account": account, "words": words, "codes": codes, "onward": onward}
    response = render(request, "accounts/sheet.html", shown)
    response["Cache-Control"] = "no-store"
    return response


def _with_cookies(request: HttpRequest, response: HttpResponse, account: Account, secret: bytes) -> HttpResponse:
    desk_sessions.set_opening_cookie(response, secret)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, account.language, samesite="Strict", secure=settings.HTTPS)
    return response


def site_of(request: HttpRequest) -> passkeys.Site:
    host = request.get_host()
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return passkeys.Site(name, f"{request.scheme}://{host}")


def ask_for_passkey(request: HttpRequest) -> passkeys.Asked | None:
    """A new question, remembered for one answer; None where this address can have no passkeys."""
    site = site_of(request)
    if not site.can_have_passkeys:
        return None
    asked = passkeys.ask(site)
    request.session[CHALLENGE] = base64.b64encode(asked.challenge).decode()
    return asked


def asked(request: HttpRequest) -> passkeys.Asked:
    """The question the answer is to; good once."""
    challenge = request.session.pop(CHALLENGE, "")
    if not challenge:
        raise NotAllowed(passkeys.NOT_YOURS)
    return passkeys.Asked(site_of(request), base64.b64decode(challenge))


def show_step(request: HttpRequest, account: Account, private_key: bytes) -> None:
    """Whichever second step was sent; NotAllowed when it does not hold."""
    if request.POST.get("passkey"):
        second_step.show_passkey(account=account, answer=request.POST["passkey"], asked=asked(request))
    elif request.POST.get("recovery_code"):
        recovery.show(account_id=account.id, code=request.POST["recovery_code"])
    else:
        second_step.show_code(account=account, private_key=private_key, code=request.POST.get("code", ""))
