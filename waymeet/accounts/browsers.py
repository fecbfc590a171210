"""Which kind of browser somebody sits at, in words they recognize; no version, no address, nothing to track by."""

FAMILIES = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def named(user_agent: str) -> str:
    """As in "Firefox · Windows"; empty when it says neither."""
    family = next((words for sign, words in FAMILIES if sign in user_agent), "")
    system = next((words for sign, words in SYSTEMS if sign in user_agent), "")
    return " · ".join(part for part in (family, system) if part)
