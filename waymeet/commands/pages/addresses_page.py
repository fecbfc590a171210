"""Which address is for whom, as each view says it itself."""

from waymeet.accounts.roles import MAY, WORDS, May, Role
from waymeet.kernel.policy import Address, For, Policy, addresses

INTRODUCTION = """# Addresses

Each address says who it is for (`@may`, `@signed_in`, `@anybody`, `@phone`); one that says nothing is refused to
everybody. The service behind it asks the table of [roles](roles.md) once more.
"""


def page() -> str:
    opened = [one for one in addresses() if one.policy]
    parts = [
        INTRODUCTION,
        "| permission | roles | addresses |",
        "|---|---|---|",
        *(_permission(may, opened) for may in May),
    ]
    parts += ["", *_others(opened, For.SIGNED_IN, "Whoever is signed in")]
    parts += _others(opened, For.PHONE, "Phones")
    parts += _others(opened, For.ANYBODY, "Anybody")
    return "\n".join(parts)


def _permission(may: May, opened: list[Address]) -> str:
    roles = ", ".join(str(role.label) for role in Role if may in MAY[role])
    found = " ".join(_shown(one) for one in opened if one.policy and may in one.policy.permissions)
    return f"| {WORDS[may]} | {roles} | {found} |"


def _others(opened: list[Address], kind: For, words: str) -> list[str]:
    lines = [f"- {_shown(one)}{_why(one.policy)}" for one in opened if one.policy and one.policy.kind is kind]
    return [f"## {words}", "", *lines, ""]


def _shown(one: Address) -> str:
    return f"`/{one.route}`"


def _why(policy: Policy) -> str:
    return f": {policy.why}" if policy.why else ""
