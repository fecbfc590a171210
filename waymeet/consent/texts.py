"""The sentences of consent in force now. A change is a new text with a new hash; the old ones stay in the table."""

BEING_CALLED = "being_called"

IN_FORCE: dict[str, dict[str, str]] = {
    BEING_CALLED: {
        "en": (
            "I ask this group to get in touch with me about its organizing, using what I write here. "
            "Only its organizers read it. I can take this back at any time, and nothing I am offered depends on it."
        ),
        "es": (
            "Pido a este grupo que se comunique conmigo sobre su trabajo de organización, usando lo que escribo aquí. "
            "Solo lo leen sus organizadores. Puedo retirar este permiso en cualquier momento, "
            "y nada de lo que se me ofrece depende de él."
        ),
    },
}
