"""Questions to begin with: SSP indicators 12 to 16, which need no code and no name. Begun by a person, like any other.

The guide's own wording of the items is not established; these words are ours. It names no list of age ranges either, so
that question waits until the program says which ranges it uses. Gender: HUD's list of 2024; race and ethnicity: the
seven minimum categories of OMB's SPD 15 of 2024, one question, as many answers as apply.
"""

from collections.abc import Sequence
from dataclasses import dataclass

FUNDER = "SSP indicators (SHaRP)"


@dataclass(frozen=True)
class Begun:
    """A question as it enters the register; `options` are (English, Spanish)."""

    code: str
    text: tuple[str, str]
    purpose: tuple[str, str]
    kind: str
    options: Sequence[tuple[str, str]]
    seconds: int


YES_NO = (("Yes", "Sí"), ("No", "No"))
BEGINNING = (
    Begun(
        "ssp-12",
        (
            "Have you had an overdose in the last three months?",
            "¿Has tenido una sobredosis en los últimos tres meses?",
        ),
        (
            "Shows whether kits and people to respond are where they are needed.",
            "Muestra si los kits y quienes responden están donde hacen falta.",
        ),
        "one",
        YES_NO,
        10,
    ),
    Begun(
        "ssp-13",
        (
            "How many times in the last three months did you use naloxone for somebody else?",
            "¿Cuántas veces en los últimos tres meses usaste naloxona para otra persona?",
        ),
        (
            "Counts lives that people saved for each other; funders pay for kits by it.",
            "Cuenta vidas que la gente salvó entre sí; por eso pagan los kits.",
        ),
        "count",
        (),
        15,
    ),
    Begun(
        "ssp-14",
        ("How old are you?", "¿Qué edad tienes?"),
        ("Shows which ages we do not reach.", "Muestra a qué edades no llegamos."),
        "one",
        (),
        10,
    ),
    Begun(
        "ssp-15",
        ("What is your gender?", "¿Cuál es tu género?"),
        (
            "Shows whom we do not reach. Asked only where it is safe to answer.",
            "Muestra a quién no llegamos. Solo se pregunta donde es seguro responder.",
        ),
        "many",
        (
            ("Woman", "Mujer"),
            ("Man", "Hombre"),
            ("Non-binary", "No binario"),
            ("Transgender", "Transgénero"),
            ("Culturally specific identity", "Identidad propia de una cultura"),
            ("Questioning", "En duda"),
            ("Different identity", "Otra identidad"),
        ),
        10,
    ),
    Begun(
        "ssp-16",
        ("What is your race or ethnicity?", "¿Cuál es tu raza u origen étnico?"),
        (
            "Shows whether everybody gets the same from us.",
            "Muestra si todas las personas reciben lo mismo de nosotros.",
        ),
        "many",
        (
            ("American Indian or Alaska Native", "Indígena americano o nativo de Alaska"),
            ("Asian", "Asiático"),
            ("Black or African American", "Negro o afroamericano"),
            ("Hispanic or Latino", "Hispano o latino"),
            ("Middle Eastern or North African", "De Medio Oriente o del norte de África"),
            ("Native Hawaiian or Pacific Islander", "Nativo de Hawái o de las islas del Pacífico"),
            ("White", "Blanco"),
        ),
        15,
    ),
)
