"""The words of a hand-off, in plain English and Spanish: what is asked, what was agreed, which notice goes along.

These are texts people agree to, so they are not in the translation files: each is kept by its hash in the ledger, and a
changed word is a new text. They never name the team that asks: whoever reads the ledger learns no more than it says.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable

from waymeet.consent.rules import DataClass, Purpose, Recipient, Scope

LANGUAGES = ("en", "es")

WHO: dict[str, dict[str, str]] = {
    "en": {
        Recipient.ORGANIZING: "the organizers of this group",
        Recipient.CARE: "the outreach team of this group",
        Recipient.DIVERSION: "the case managers of this group",
        Recipient.OUTSIDE: "the place or person named on this sheet",
        Recipient.INTERMEDIARY: "the network named on this sheet, and its members listed there",
    },
    "es": {
        Recipient.ORGANIZING: "las personas organizadoras de este grupo",
        Recipient.CARE: "el equipo de calle de este grupo",
        Recipient.DIVERSION: "las personas del equipo de casos de este grupo",
        Recipient.OUTSIDE: "el lugar o la persona que se nombra en esta hoja",
        Recipient.INTERMEDIARY: "la red que se nombra en esta hoja y sus miembros anotados ahí",
    },
}
WHAT: dict[str, dict[str, str]] = {
    "en": {
        DataClass.NAME: "the name I go by",
        DataClass.CONTACT_POINT: "how to reach me",
        DataClass.LANGUAGE: "the language I speak",
        DataClass.BEST_TIME: "good times to reach me",
        DataClass.WISH: "what I would like to do or talk about",
        DataClass.NEEDS: "what I need help with",
        DataClass.STATUS: "how things stand with the help I get here",
        DataClass.LEGAL: "my court cases and warrants, as I told of them",
        DataClass.SUBSTANCE_USE: "my use of drugs or alcohol, and treatment for it",
        DataClass.HEALTH: "my health",
        DataClass.HOUSING: "where I live, and how the search for a home goes",
        DataClass.LEGAL_PROCEEDINGS: "records about me, for the court case named on this sheet",
        DataClass.COUNSELLING_NOTES: "notes from my counseling",
        DataClass.HIV: "information about HIV",
    },
    "es": {
        DataClass.NAME: "el nombre que uso",
        DataClass.CONTACT_POINT: "cómo comunicarse conmigo",
        DataClass.LANGUAGE: "el idioma que hablo",
        DataClass.BEST_TIME: "buenas horas para comunicarse conmigo",
        DataClass.WISH: "lo que me gustaría hacer o hablar",
        DataClass.NEEDS: "en qué necesito ayuda",
        DataClass.STATUS: "cómo va la ayuda que recibo aquí",
        DataClass.LEGAL: "mis casos judiciales y órdenes de arresto, como los he contado",
        DataClass.SUBSTANCE_USE: "mi consumo de drogas o alcohol, y su tratamiento",
        DataClass.HEALTH: "mi salud",
        DataClass.HOUSING: "dónde vivo y cómo va la búsqueda de vivienda",
        DataClass.LEGAL_PROCEEDINGS: "registros sobre mí, para el caso judicial que se nombra en esta hoja",
        DataClass.COUNSELLING_NOTES: "notas de mi consejería",
        DataClass.HIV: "información sobre el VIH",
    },
}
WHY: dict[str, dict[str, str]] = {
    "en": {
        Purpose.BEING_CALLED: "to get in touch with me",
        Purpose.TAKING_PART: "to help me take part in its work",
        Purpose.GETTING_HELP: "to help me get what I ask for",
        Purpose.CASE_SUPPORT: "to support me as a case manager",
        Purpose.TREATMENT: "to care for my health",
        Purpose.HOUSING: "to help me find or keep a home",
        Purpose.AROUND_THE_TABLE: "to work out with the other agencies at one table what helps me",
        Purpose.LEGAL_PROCEEDINGS: "to be used in the court case named on this sheet",
    },
    "es": {
        Purpose.BEING_CALLED: "para comunicarse conmigo",
        Purpose.TAKING_PART: "para ayudarme a participar en su trabajo",
        Purpose.GETTING_HELP: "para ayudarme a conseguir lo que pido",
        Purpose.CASE_SUPPORT: "para apoyarme en el manejo de mi caso",
        Purpose.TREATMENT: "para cuidar mi salud",
        Purpose.HOUSING: "para ayudarme a encontrar o conservar una vivienda",
        Purpose.AROUND_THE_TABLE: "para buscar con las otras instituciones, en una misma mesa, lo que me ayuda",
        Purpose.LEGAL_PROCEEDINGS: "para usarse en el caso judicial que se nombra en esta hoja",
    },
}
MAY_REVOKE = {
    "en": "I can take this back at any time: with my receipt, or by telling any team here. It then stops at once.",
    "es": (
        "Puedo retirar este permiso en cualquier momento: con mi recibo, o diciéndolo a cualquier equipo de aquí. "
        "Entonces se detiene de inmediato."
    ),
}
IF_REFUSED = {
    "en": "I do not have to say yes. Nothing I am offered here depends on it.",
    "es": "No tengo que decir que sí. Nada de lo que se me ofrece aquí depende de ello.",
}
REDISCLOSURE = {
    "en": "Whoever is told may not pass it on, unless I say yes to that too, or the law allows it.",
    "es": "Quien lo reciba no puede contarlo a otros, a menos que yo también diga que sí, o que la ley lo permita.",
}
OPENING = {
    "en": "I say yes: the team I am talking with now may tell {who} this, and nothing else:",
    "es": "Digo que sí: el equipo con el que hablo ahora puede decir a {who} esto, y nada más:",
}
USE = {
    "en": "They may use it only {why}. This holds until {until}, and not a day longer.",
    "es": "Solo lo pueden usar {why}. Esto vale hasta el {until}, y ni un día más.",
}
RECALL = {
    "en": "What they have already used before I take it back cannot be undone.",
    "es": "Lo que ya hayan usado antes de que yo lo retire no se puede deshacer.",
}
MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}

# 42 CFR 2.32(a)(1) and (a)(2), as in force since 16 February 2026 (89 FR 12472), and NY PHL 2782(5).
PROHIBITION = (
    "This record which has been disclosed to you is protected by Federal confidentiality rules (42 CFR part 2). "
    "These rules prohibit you from using or disclosing this record, or testimony that describes the information "
    "contained in this record, in any civil, criminal, administrative, or legislative proceedings by any Federal, "
    "State, or local authority, against the patient, unless authorized by the consent of the patient, except as "
    "provided at 42 CFR 2.12(c)(5) or as authorized by a court in accordance with 42 CFR 2.64 or 2.65. In "
    "addition, the Federal rules prohibit you from making any other use or disclosure of this record unless at "
    "least one of the following applies: (i) Further use or disclosure is expressly permitted by the written "
    "consent of the individual whose information is being disclosed in this record or as otherwise permitted by "
    "42 CFR part 2. (ii) You are a covered entity or business associate and have received the record pursuant to "
    "a written consent for treatment, payment, or health care operations, or (iii) You have received the record "
    "from a covered entity or business associate as permitted by 45 CFR part 164, subpart E. A general "
    "authorization for the release of medical or other information is NOT sufficient to meet the required "
    "elements of written consent to further use or redisclose the record (see 42 CFR 2.31)."
)
PROHIBITION_SHORT = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
HIV_STATEMENT = (
    "This information has been disclosed to you from confidential records which are protected by state law. State law "
    "prohibits you from making any further disclosure of this information without the specific written consent of the "
    "person to whom it pertains, or as otherwise permitted by law. Any unauthorized further disclosure in violation of "
    "state law may result in a fine or jail sentence or both. A general authorization for the release of medical or "
    "other information is NOT sufficient authorization for further disclosure."
)


def spoken(language: str) -> str:
    """The language a text is shown in: English where we have no other."""
    return language if language in LANGUAGES else "en"


def day_in_words(day: dt.date, language: str) -> str:
    month = MONTHS[language][day.month - 1]
    return f"{day.day} de {month} de {day.year}" if language == "es" else f"{month} {day.day}, {day.year}"


def in_order(classes: Iterable[str]) -> list[str]:
    """Classes as a page lists them: in the order of DataClass."""
    asked = frozenset(classes)
    return [str(one) for one in DataClass if one in asked]


def what_words(classes: Iterable[str], language: str) -> list[str]:
    return [WHAT[language][one] for one in in_order(classes)]


def consent_text(scope: Scope, language: str) -> str:
    """The whole text somebody is shown or read before they say yes."""
    listed = "".join(f"\n- {words}" for words in what_words(scope.classes, language))
    use = USE[language].format(why=WHY[language][scope.purpose], until=day_in_words(scope.until, language))
    after = (use, IF_REFUSED[language], MAY_REVOKE[language], RECALL[language], REDISCLOSURE[language])
    asked = OPENING[language].format(who=WHO[language][scope.recipient]).replace(" a el ", " al ")
    return asked + listed + "\n" + "\n".join(after)


def text_hash(purpose: str, language: str, text: str) -> str:
    return hashlib.sha256(f"{purpose}\n{language}\n{text}".encode()).hexdigest()


EXPLAINED = {
    "en": "They agreed that {who} may know {what}, only {why}, until {until}. Nothing else may be done with it.",
    "es": "Aceptó que se diga a {who}: {what}; solo {why}, hasta el {until}. No se puede hacer nada más con ello.",
}


def explanation(scope: Scope, language: str) -> str:
    """A clear explanation of the scope (42 CFR 2.32(b)), for whoever reads what was told."""
    words = EXPLAINED[language].format(
        who=WHO[language][scope.recipient],
        what="; ".join(f"“{words}”" for words in what_words(scope.classes, language)),
        why=f"“{WHY[language][scope.purpose]}”",
        until=day_in_words(scope.until, language),
    )
    return words.replace(" a el ", " al ")


ON_PAPER = {
    "en": {
        "receipt": "Your receipt",
        "named": "Named on this sheet",
        "scan": "Opens your receipt on a phone",
        "how": (
            "With this number you can look, make it smaller, or take it back, at any time, without an account. "
            "Scan the square, or open the page below and type the number. Keep it: nobody can print it again."
        ),
    },
    "es": {
        "receipt": "Tu recibo",
        "named": "En esta hoja se nombra a",
        "scan": "Abre tu recibo en un teléfono",
        "how": (
            "Con este número puedes mirar, reducir o retirar tu permiso, en cualquier momento y sin cuenta. Escanea el "
            "cuadro, o abre la página de abajo y escribe el número. Guárdalo: nadie lo puede imprimir otra vez."
        ),
    },
}


def on_paper(language: str) -> dict[str, str]:
    return ON_PAPER[spoken(language)]
