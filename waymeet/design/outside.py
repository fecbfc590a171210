"""Pages for people without an account: in the language they ask for, which no cookie remembers."""

from django.http import HttpRequest
from django.utils.translation import get_language


def language_of(request: HttpRequest) -> str:
    """What the button says, else what the form before said, else the address, else the browser: "en" or "es"."""
    said = request.POST.get("switch") or request.POST.get("language") or request.GET.get("in") or get_language() or ""
    return "es" if said.startswith("es") else "en"
