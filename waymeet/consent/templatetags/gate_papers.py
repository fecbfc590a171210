"""Pieces every side's pages use for a hand-off: the printed receipt, the text that is shown, the notice."""

from typing import Any

from django import template
from django.http import HttpRequest

from waymeet.consent import papers, wording
from waymeet.consent.shapes import Notice, Receipt, Standing

register = template.Library()


@register.inclusion_tag("consent/paper.html")
def receipt_paper(receipt: Receipt, request: HttpRequest) -> dict[str, Any]:
    """The receipt as it is printed, in the language of the text. The number stands after the # of the address."""
    page = request.build_absolute_uri("/receipt")
    return {
        "receipt": receipt,
        "language": receipt.language,
        "page": page,
        "scanned": f"{page}#{receipt.secret}",
        "groups": receipt.secret.split("-"),
        "words": wording.on_paper(receipt.language),
    }


@register.inclusion_tag("consent/text.html")
def consent_text(text: str, language: str) -> dict[str, Any]:
    """The whole text, large, in its own language."""
    return {"text": text, "language": language}


@register.inclusion_tag("consent/notice.html")
def gate_notice(notice: Notice) -> dict[str, Any]:
    """What must be read beside everything that was told."""
    return {"told": notice}


@register.inclusion_tag("ui/table.html")
def accounting(standing: Standing) -> dict[str, Any]:
    """Every time something was told: the participant may have it printed."""
    return {"table": papers.accounting(standing)}


@register.filter
def in_words(scope: Any) -> dict[str, Any]:
    """`{% with said=scope|in_words %}`: who, what, why, until in the reader's language."""
    return papers.offered_words(scope)
