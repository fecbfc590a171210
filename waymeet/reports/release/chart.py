"""The chart of a release: bars with their numbers, drawn to SVG here, so that a page needs no script."""

import textwrap
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from waymeet.reports.release.published import Contents, area_words, month_words

# Drawn as wide as a phone, so that its letters are as large there as the page's own.
WIDTH, LABELS, BAR, TWO_LINES = 188, 152, 24, 36
INK, COLOUR = "#1d1a16", "#0b5351"
FONT = "system-ui, sans-serif"
MOST_AREAS = 40

Bar = tuple[str, int | None]  # a name and its count, None where it is hidden


def svg(contents: Contents, language: str) -> str:
    """Two sets of bars, by month and by area, in one language. Only what is printed goes in."""
    import altair as alt  # two seconds and 100 MB that only publishing needs
    import vl_convert

    with override(language):
        unit = contents.unit.in_language(language)
        unit = unit[:1].upper() + unit[1:]
        panels = [_panel(title % {"unit": unit}, bars) for title, bars in _bars(contents)]
    look: dict[str, Any] = {"font": FONT, "background": "#ffffff", "padding": 4, "view": alt.ViewConfig(stroke=None)}
    drawn = alt.vconcat(*panels, spacing=28).configure(**look)
    return str(vl_convert.vegalite_to_svg(drawn.to_dict()))


def _bars(contents: Contents) -> list[tuple[str, list[Bar]]]:
    """Each panel's title and bars; areas without any count in the whole time are left out, as are very many areas."""
    months = zip(contents.months, contents.month_totals, strict=True)
    panels = [(_("%(unit)s, by month"), [(month_words(month), total) for month, total in months])]
    areas = [(area_words(area.number, area.name), area.total) for area in contents.areas if area.total != 0]
    if 1 < len(areas) <= MOST_AREAS:
        panels.append((_("%(unit)s, by area"), areas))
    return panels


def _panel(title: str, bars: list[Bar]) -> Any:
    """Horizontal bars, each with its name before it and its number, or the word "hidden", at its end."""
    import altair as alt

    rows = [{"name": name, "count": count or 0, "words": _figure(count), "lines": _lines(name)} for name, count in bars]
    long = [row for row in rows if "\n" in str(row["lines"])]
    short = [row for row in rows if row not in long]
    most = max(count or 0 for _name, count in bars)
    start, end = LABELS, LABELS + WIDTH - 52
    counts = alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, max(most, 1)], nice=False, range=[start, end]))
    places = alt.Y("name:N", sort=[name for name, _count in bars], axis=None)
    base = alt.Chart(alt.InlineData(values=rows))
    layers = [
        base.mark_bar(color=COLOUR, height=BAR - 8).encode(x=counts, y=places),
        base.mark_text(align="left", dx=5, fontSize=13, color=INK).encode(x=counts, y=places, text="words:N"),
    ]
    for part, up in ((short, 0), (long, -8)):
        names = alt.Chart(alt.InlineData(values=part)).mark_text(
            align="right", dy=up, fontSize=13, color=INK, lineBreak="\n", lineHeight=15
        )
        layers += [names.encode(x=alt.value(LABELS - 8), y=places, text="lines:N")] if part else []
    heading: Any = alt.TitleParams(title, anchor="start", frame="bounds", fontSize=14, color=INK, offset=8)
    height = alt.Step(TWO_LINES if long else BAR)
    return alt.layer(*layers).properties(width=LABELS + WIDTH, height=height, title=heading)


def _figure(count: int | None) -> str:
    return _("hidden") if count is None else f"{count:,}".replace(",", "\u202f")


def _lines(name: str) -> str:
    """A long name on two lines."""
    return "\n".join(textwrap.wrap(name, 18, max_lines=2, placeholder="…"))
