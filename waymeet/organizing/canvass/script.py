"""The conversation canvassers follow, in English and Spanish side by side.

The step about supplies has no choices on purpose: an answer to it would be a record of who took what at which door.
"""

from typing import Any

DEFAULT: dict[str, Any] = {
    "version": "doors-1",
    "steps": [
        {
            "id": "hello",
            "text": {
                "en": "Hi, I'm a neighbor with the group that works for health and safety here. "
                "Do you have two minutes?",
                "es": "Hola, soy del vecindario, del grupo que trabaja por la salud y la seguridad aquí. "
                "¿Tiene dos minutos?",
            },
            "choices": [
                {"id": "yes", "label": {"en": "Yes", "es": "Sí"}, "next": "care"},
                {"id": "later", "label": {"en": "Another time", "es": "En otro momento"}, "next": "thanks"},
                {"id": "no", "label": {"en": "No, thank you", "es": "No, gracias"}, "next": "thanks"},
            ],
        },
        {
            "id": "care",
            "text": {
                "en": "What would make this street better for the people who live here?",
                "es": "¿Qué haría mejor esta calle para quienes viven aquí?",
            },
            "choices": [
                {"id": "housing", "label": {"en": "Housing", "es": "Vivienda"}, "next": "ask"},
                {"id": "health", "label": {"en": "Health and treatment", "es": "Salud y tratamiento"}, "next": "ask"},
                {"id": "police", "label": {"en": "Police and courts", "es": "Policía y tribunales"}, "next": "ask"},
                {"id": "jobs", "label": {"en": "Jobs", "es": "Trabajo"}, "next": "ask"},
                {"id": "other", "label": {"en": "Something else", "es": "Otra cosa"}, "next": "ask"},
            ],
        },
        {
            "id": "ask",
            "text": {
                "en": "We are asking the city to offer help in place of arrests. Would you stand with us?",
                "es": "Pedimos a la ciudad que ofrezca ayuda en lugar de arrestos. ¿Nos apoyaría?",
            },
            "choices": [
                {"id": "yes", "label": {"en": "Yes", "es": "Sí"}, "next": "supplies"},
                {"id": "unsure", "label": {"en": "Not sure", "es": "No sé"}, "next": "supplies"},
                {"id": "no", "label": {"en": "No", "es": "No"}, "next": "supplies"},
            ],
        },
        {
            "id": "supplies",
            "text": {
                "en": "We also carry naloxone, which can save a life in an overdose. "
                "Anyone can have a kit, no questions. Would you like one for your home?",
                "es": "También llevamos naloxona, que puede salvar una vida en una sobredosis. "
                "Cualquiera puede tener un kit, sin preguntas. ¿Quiere uno para su casa?",
            },
            "choices": [],
        },
        {
            "id": "thanks",
            "text": {
                "en": "Thank you for your time. Take good care.",
                "es": "Gracias por su tiempo. Que esté muy bien.",
            },
            "choices": [],
        },
    ],
}
