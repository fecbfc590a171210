"""Kits needed in words: a number never without its band, its baseline year, and where it comes from."""

from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from waymeet.care.saturation import rules
from waymeet.care.saturation.queries import Curves, HandedOut
from waymeet.design.tables import Column, Table
from waymeet.kernel.errors import BadInput


@dataclass(frozen=True)
class Need:
    """What was asked, and the answer. `factor` is our share of the state's people; 1 where it was not given."""

    curves: Curves
    state: rules.State
    target: int
    factor: float
    is_ours: bool
    handed_out: HandedOut

    @property
    def kits(self) -> rules.Band:
        return self.kits_at(self.target)

    def kits_at(self, target: int) -> rules.Band:
        return rules.whole(self.state.kits_for(target / 100).times(self.factor))

    @property
    def kits_words(self) -> str:
        return band_words(self.kits)

    @property
    def met_words(self) -> str:
        """Ours in percent of what is needed. The ends change places: the more is needed, the less of it is ours."""
        needed, ours = self.kits, self.handed_out.kits
        if not needed.middle:
            return _("By the middle curve none are needed: other channels reach this share alone.")
        parts = (needed.middle, needed.high, needed.low)
        middle, low, high = (None if not part else round(100 * ours / part, 1) for part in parts)
        words = {"band": band_words(rules.Band(middle or 0, low, high))}
        if self.is_ours:
            return _("that is %(band)s percent of what our part needs") % words
        return _("that is %(band)s percent of what the whole state needs from everybody") % words

    @property
    def kind_words(self) -> str:
        if self.state.modelled:
            return _("This state was modelled in the study.")
        return _("This state was not modelled in the study: its curve is extrapolated.")

    @property
    def picture(self) -> rules.Picture:
        own = float(self.handed_out.kits) if self.is_ours else None
        return rules.picture(self.state, target=self.target / 100, factor=self.factor, own=own)


def need(curves: Curves, handed_out: HandedOut, **said: Any) -> Need:
    ours, theirs = said["our_people"], said["state_people"]
    given = bool(ours and theirs)
    factor = ours / theirs if given else 1.0
    return Need(curves, curves.state(said["state"]), said["target"], factor, given, handed_out)


def band_words(band: rules.Band) -> str:
    """As in "106,781 (68,279 to 218,126)"; an end that was not published is said, never left out."""
    low, high = (None if part is None else number(part) for part in (band.low, band.high))
    parts = {"middle": number(band.middle), "low": low, "high": high}
    if low is None:
        return _("%(middle)s (up to %(high)s; no lower end was published)") % parts
    if high is None:
        return _("%(middle)s (from %(low)s; no upper end was published)") % parts
    return _("%(middle)s (%(low)s to %(high)s)") % parts


def number(value: float) -> str:
    return str(formats.number_format(value, use_l10n=True, force_grouping=True))


def table(need: Need) -> Table:
    targets = sorted({*rules.SHARES, need.target})
    return Table(
        name="kits-needed",
        caption=_("Kits a year by the share of witnessed overdoses with naloxone: %(place)s") % {"place": _place(need)},
        columns=[
            Column(_("Percent"), counts=True),
            Column(_("Kits, middle"), counts=True, means=_("By the middle curve.")),
            Column(_("Kits, low end"), counts=True, means=_("By the upper curve: fewer kits reach the share.")),
            Column(_("Kits, high end"), counts=True, means=_("By the lower curve: more kits are needed.")),
        ],
        rows=[[target, *_cells(need.kits_at(target))] for target in targets],
        notes=notes(need),
    )


def _cells(band: rules.Band) -> list[Any]:
    return [_("not published") if part is None else part for part in (band.middle, band.low, band.high)]


def _place(need: Need) -> str:
    if need.is_ours:
        return _("our part of %(state)s") % {"state": need.state.name}
    return need.state.name


def notes(need: Need) -> list[Any]:
    """What has to be read with the numbers, on the page and in the file."""
    own = need.handed_out
    days = {
        "first": formats.date_format(own.first, "DATE_FORMAT"),
        "last": formats.date_format(own.last, "DATE_FORMAT"),
    }
    found = [
        _("Curves: %(source)s. Baseline year %(year)d: epidemics have changed since.")
        % {"source": need.curves.source, "year": need.curves.baseline},
        need.kind_words,
        _("The middle is not sure: plan with both ends of the band."),
        _("Kits of two doses, from all who hand them out: pharmacies, other programs and ours."),
        _("Ours: %(kits)s kits from %(first)s to %(last)s; something was counted in %(weeks)d of these 52 weeks.")
        % (days | {"kits": number(own.kits), "weeks": own.weeks}),
    ]
    if need.is_ours:
        found.append(
            _("Our part: the state's need times our share of people, %(percent)s percent. The study does not say so.")
            % {"percent": number(round(100 * need.factor, 1))}
        )
    else:
        found.append(_("This is the whole state's need; give both numbers of people to see your county's share."))
    return found


def trouble(found: BadInput) -> str:
    """The sentence with the line and column it is about."""
    words = str(found.sentence)
    if found.row is not None:
        words += " " + _("Line %(row)d.") % {"row": found.row}
    if found.column:
        words += " " + _("Column %(column)s.") % {"column": found.column}
    return words
