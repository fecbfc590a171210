"""The single sentence somebody agrees to at a door: kept by its hash, word for word."""

from dataclasses import dataclass

from waymeet.consent.models import Sentence
from waymeet.consent.texts import BEING_CALLED, IN_FORCE
from waymeet.consent.wording import text_hash


@dataclass(frozen=True)
class ConsentSentence:
    """A sentence of consent: language code, the words, and the SHA-256 (hex) an agreement is stored with."""

    language: str
    text: str
    hash: str


def sentences_for(purpose: str) -> dict[str, ConsentSentence]:
    """The sentences in force for a purpose, by language; each is on record before anybody can agree to it."""
    shown = {}
    for language, text in IN_FORCE[purpose].items():
        digest = text_hash(purpose, language, text)
        Sentence.objects.get_or_create(hash=digest, defaults={"purpose": purpose, "language": language, "text": text})
        shown[language] = ConsentSentence(language, text, digest)
    return shown


def sentence_with(digest: str) -> ConsentSentence | None:
    """The words behind a hash, or None when nobody was ever shown them here."""
    row = Sentence.objects.filter(pk=digest).first()
    return ConsentSentence(row.language, row.text, row.hash) if row else None


__all__ = ["BEING_CALLED", "ConsentSentence", "sentence_with", "sentences_for"]
