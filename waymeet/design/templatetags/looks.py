"""Small pieces every page uses: icons, chips, notices, fields, QR codes. All drawn here, nothing fetched."""

import io
from typing import Any

import segno
from django import forms, template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from waymeet.design.icons import MARK, SHAPES

register = template.Library()

SAID = {"good": _("Done"), "caution": _("Take care"), "stop": _("Trouble"), "news": _("Note")}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A 24 by 24 drawing in the colour of the text beside it; hidden from screen readers, which have the text."""
    shape = mark_safe(SHAPES.get(name, ""))  # noqa: S308 - our own constant drawings  # nosec B308, B703
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" '
        'stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        "{}</svg>",
        shape,
    )


@register.simple_tag
def mark() -> SafeString:
    """The sign of Waymeet: two ways that meet."""
    return mark_safe(MARK)  # noqa: S308 - our own constant drawing  # nosec B308, B703


@register.filter
def grouped(value: Any) -> Any:
    """Whole numbers in groups of three, as the reader's language writes them; everything else as it is."""
    if isinstance(value, int) and not isinstance(value, bool):
        return number_format(value, use_l10n=True, force_grouping=True)
    return value


@register.inclusion_tag("ui/notice.html")
def notice(tone: str, words: Any) -> dict[str, Any]:
    """A box with an icon and, for ears, the word for its tone."""
    return {"tone": tone, "words": words, "said": SAID.get(tone, "")}


@register.inclusion_tag("ui/chip.html")
def chip(tone: str, words: Any) -> dict[str, Any]:
    """A state in one word: colour, icon and text say the same thing."""
    return {"tone": tone, "words": words}


@register.inclusion_tag("ui/field.html")
def field(bound: forms.BoundField, *, free: bool = True) -> dict[str, Any]:
    """A form field with its label, help and error tied together. `free=False` where another choice asks for it.

    A line marked `data-words` is read for words that hurt once it was changed (kernel.wording): never one for secrets.
    """
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        kind = "tick"
    elif isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        kind = "choices"
    else:
        kind = "line"
    if kind == "line":  # a browser keeps what was typed into a line, readable on the disk, unless it is told not to
        widget.attrs.setdefault("autocomplete", "off")
    said = {"field": _described(bound), "kind": kind, "free": free and not bound.field.required}
    return said | {"words_of": bound.html_name if "data-words" in widget.attrs else ""}


def _described(bound: forms.BoundField) -> forms.BoundField:
    """Tell the input which error describes it (Django does so itself for the help text only)."""
    if bound.errors and not bound.field.widget.attrs.get("aria-describedby"):
        described = [f"{bound.auto_id}_error"] + ([f"{bound.auto_id}_helptext"] if bound.help_text else [])
        bound.field.widget.attrs["aria-describedby"] = " ".join(described)
    return bound


@register.simple_tag
def qr(content: str, words: str) -> SafeString:
    """A QR code as an inline drawing; `words` is what a screen reader says instead."""
    drawing = io.BytesIO()
    segno.make(content, error="q", micro=False).save(
        drawing, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=4, dark="#1d1a16", light="#ffffff"
    )
    inner = mark_safe(drawing.getvalue().decode())  # noqa: S308 - drawn by segno from modules, holds no text  # nosec B308, B703
    return format_html('<div class="qr" role="img" aria-label="{}">{}</div>', words, inner)
