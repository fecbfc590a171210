"""Who may do what: the same table that every permission check reads."""

from waymeet.accounts.roles import MAY, TEAMS_OF, WORDS, May, Role

INTRODUCTION = """# Roles

A person can hold several roles. Every service asks this table itself, so neither a screen nor a phone can forget.
"""


def page() -> str:
    head = "| may | " + " | ".join(str(role.label) for role in Role) + " |"
    rule = "|---|" + ":-:|" * len(Role)
    rows = [f"| {WORDS[may]} | " + " | ".join("●" if may in MAY[role] else "" for role in Role) + " |" for may in May]
    held = {role.label: " and ".join(f"*{team}*" for team in teams) for role, teams in TEAMS_OF.items()}
    teams = "".join(f"- {label}: the key of {names}\n" for label, names in held.items())
    return "\n".join([INTRODUCTION, head, rule, *rows, "", "Roles that make somebody a member of a team:", "", teams])
