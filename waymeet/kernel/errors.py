"""What went wrong, said in one plain sentence that is safe to show and safe to log."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Plain(Exception):
    """An expected trouble. `sentence` is translated when shown and holds nobody's name, note or code."""

    default: Any = _("Something did not work. Please try again.")
    reason = ""  # a word a phone acts on, where the sentence alone is not enough

    def __init__(self, sentence: Any = None) -> None:
        self.sentence = sentence or self.default
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowed(Plain):
    """The person's roles do not include this."""

    default = _("Your role does not include this. Ask an administrator if it should.")


class NotEnrolled(NotAllowed):
    """A phone that nobody has added yet."""

    reason = "not_enrolled"


class NotFound(Plain):
    """There is no such thing, or not for this person: the same answer on purpose."""

    default = _("There is nothing here under that address.")


class BadInput(Plain):
    """Something typed, sent or imported cannot be used; names the row and field where there is one."""

    def __init__(self, sentence: Any = None, *, row: int | None = None, column: str = "", remedy: Any = "") -> None:
        super().__init__(sentence)
        self.row, self.column, self.remedy = row, column, remedy


class Conflict(Plain):
    """Somebody else was first, or the thing has moved on."""


class CannotOpen(Plain):
    """A sealed value did not open: wrong key, or not the bytes that were sealed, or not in their place."""

    default = _("This is sealed, and the keys you hold do not open it.")


class TooMany(Plain):
    """Asked too often; `seconds` until it may be asked again. Phones take it as "later" and lose nothing."""

    default = _("Too many at once. Nothing is lost. Please wait a moment and try again.")

    def __init__(self, sentence: Any = None, *, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds
