"""What a file's face holds, and how a caseload is searched. Nothing in it is required; all of it is sealed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from waymeet.kernel.finding import folded

PAGE = 50


class State(TextChoices):
    """How it stands, in the words of the field."""

    ACTIVE = "active", _("in touch")
    LOOKING = "looking", _("we are looking for them")
    PAUSED = "paused", _("paused")
    ELSEWHERE = "elsewhere", _("with another program")
    CLOSED = "closed", pgettext_lazy("a file", "closed")


TONES = {"active": "good", "looking": "caution", "paused": "waiting", "elsewhere": "closed", "closed": "closed"}


class Message(TextChoices):
    """Whether a message may be left."""

    YES = "yes", _("yes, it is safe")
    NO = "no", _("no, leave none")


# Languages in their own words, as they are heard in Albany.
LANGUAGES = {
    "en": "English",
    "es": "Español",
    "ar": "العربية",
    "bn": "বাংলা",
    "fa": "دری",
    "fr": "Français",
    "ht": "Kreyòl ayisyen",
    "ksw": "ကညီ",
    "my": "မြန်မာ",
    "ps": "پښتو",
    "sw": "Kiswahili",
    "ur": "اردو",
    "zh": "中文",
    "ase": "ASL",
}


@dataclass(frozen=True)
class Handed:
    """What another team told under a consent: it stays apart from what we heard ourselves, and goes with it."""

    handle: UUID
    until: str
    purpose: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Face:
    """What the list shows of a file. Every part may be ''."""

    called: str = ""
    others: str = ""
    pronouns: str = ""
    language: str = ""
    contact: str = ""
    reach: str = ""
    message: str = ""
    follows: str = ""
    state: str = State.ACTIVE.value
    opened: str = ""
    asks: str = ""
    handed: tuple[Handed, ...] = field(default_factory=tuple)

    @property
    def name(self) -> str:
        """What they are called: as we know them, else as we were told; '' when nobody said."""
        return self.called or next((one.fields["name"] for one in self.handed if one.fields.get("name")), "")

    @property
    def closed(self) -> bool:
        return self.state == State.CLOSED

    @property
    def wrote(self) -> bool:
        """Something they wrote on their own page waits for an answer."""
        return bool(self.asks)

    @property
    def state_words(self) -> Any:
        return State(self.state).label

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def language_words(self) -> str:
        return LANGUAGES.get(self.language, "")

    @property
    def message_words(self) -> Any:
        return Message(self.message).label if self.message else ""


TYPED = ("called", "others", "pronouns", "language", "contact", "reach", "message", "follows", "state")
KEPT = (*TYPED, "opened", "asks")


def to_content(face: Face) -> dict[str, Any]:
    handed = [{**vars(one), "handle": str(one.handle), "fields": dict(one.fields)} for one in face.handed]
    return {"kind": "face", **{name: getattr(face, name) for name in KEPT}, "handed": handed}


def from_content(content: Mapping[str, Any]) -> Face:
    """What is not known is left out, so that a later version's face still opens."""
    told = content.get("handed", ())
    handed = tuple(Handed(UUID(one["handle"]), one["until"], one["purpose"], one["fields"]) for one in told)
    said = {name: str(content.get(name, "")) for name in KEPT}
    if said["state"] not in State.values:
        said["state"] = State.ACTIVE.value
    if said["message"] not in Message.values:
        said["message"] = ""
    return Face(**said, handed=handed)


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; every part may be ''. Without a state, closed files stay out."""

    words: str = ""
    language: str = ""
    state: str = ""
    follows: str = ""
    page: int = 1


def matches(face: Face, asked: Asked, wanted: Iterable[str]) -> bool:
    """`wanted`: the folded words; each must occur in a name or the contact point."""
    if asked.language and face.language != asked.language:
        return False
    if asked.follows and face.follows != asked.follows:
        return False
    if face.state != asked.state if asked.state else face.closed and not face.wrote:
        return False
    told = [one.fields.get(name, "") for one in face.handed for name in ("name", "contact_point")]
    text = folded("\n".join((face.called, face.others, face.contact, *told)))
    return all(word in text for word in wanted)


def in_order(face: Face) -> tuple[bool, bool, str]:
    """Who wrote to us first, then by name; who gave none comes last."""
    return not face.wrote, not face.name, folded(face.name)
