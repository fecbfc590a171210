"""How words are compared when people look for somebody."""

import unicodedata


def folded(words: str) -> str:
    """Without case and accents: "Muñoz" is found by "munoz"."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
