"""A team's private key as printed sheets of words (SLIP-39): any k of n sheets give the key back, fewer give nothing.

Pure: nothing here knows a team or a database. A sheet says its own number and how many are needed; its last words are
a checksum, so that a slip of the pen is named at the sheet where it happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from waymeet.kernel.errors import BadInput

FEWEST, MOST = 2, 7
WORDS_ON_A_SHEET = 33


@dataclass(frozen=True)
class Sheet:
    """One sheet as it was typed in."""

    number: int
    needed: int
    words: str
    of_set: tuple[object, ...]


def split(secret: bytes, *, needed: int, among: int) -> list[str]:
    """The words of each sheet, in the order of their numbers; 32 bytes give 33 words."""
    if not FEWEST <= needed <= among <= MOST:
        raise BadInput(_("Choose two to seven sheets, and how many of them are needed: at least two, at most all."))
    (sheets,) = generate_mnemonics(1, [(needed, among)], secret)
    return sorted(sheets, key=lambda words: Share.from_mnemonic(words).index)


def read(typed: str, before: Sequence[Sheet] = ()) -> Sheet:
    """One sheet's words, checked by themselves and beside those before it; BadInput names the sheet by its number."""
    words = typed.lower().split()
    place = {"place": len(before) + 1}
    _each_is_a_word(words, place)
    try:
        share = Share.from_mnemonic(" ".join(words))
    except MnemonicError as trouble:
        raise BadInput(
            _("The words of sheet %(place)d do not fit together: one is wrong or in another's place. Compare them all.")
            % place
        ) from trouble
    sheet = Sheet(share.index + 1, share.member_threshold, " ".join(words), tuple(share.group_parameters()))
    _fits(sheet, before)
    return sheet


def _each_is_a_word(words: list[str], place: dict[str, int]) -> None:
    for at, word in enumerate(words, 1):
        if word not in WORDLIST:
            raise BadInput(
                _("Sheet %(place)d: word %(at)d is on no sheet. Compare it with the paper.") % {**place, "at": at}
            )
    if len(words) != WORDS_ON_A_SHEET:
        raise BadInput(
            _("Sheet %(place)d has %(has)d words; a whole sheet has %(whole)d. Type all of them, in their order.")
            % {**place, "has": len(words), "whole": WORDS_ON_A_SHEET}
        )


def _fits(sheet: Sheet, before: Sequence[Sheet]) -> None:
    number = {"number": sheet.number}
    if any(sheet.of_set != other.of_set for other in before):
        raise BadInput(
            _("Sheet number %(number)d was printed with other sheets than the first. Look for the same day on it.")
            % number
        )
    if any(sheet.number == other.number for other in before):
        raise BadInput(_("Sheet number %(number)d was typed already. Take another sheet.") % number)


def join(sheets: Sequence[Sheet]) -> bytes:
    """The secret; BadInput where the sheets are too few or do not make one."""
    try:
        return bytes(combine_mnemonics([sheet.words for sheet in sheets]))
    except MnemonicError as trouble:
        raise BadInput(_("These sheets do not give a key. Begin again with the first one.")) from trouble
