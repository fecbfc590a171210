"""Reference pages made from code: a function a page, from nothing to Markdown."""

from collections.abc import Callable

from waymeet.commands.pages import (
    addresses_page,
    asvs_page,
    commands_page,
    law_page,
    roles_page,
    settings_page,
    time_to_forget,
    what_we_hold,
)

HEAD = "<!-- Made by `make docs` from the code. Change the code, not this page. -->\n\n"

# file below docs/reference -> what makes it
PAGES: dict[str, Callable[[], str]] = {
    "what-we-hold.md": what_we_hold.page,
    "time-to-forget.md": time_to_forget.page,
    "roles.md": roles_page.page,
    "addresses.md": addresses_page.page,
    "commands.md": commands_page.page,
    "law.md": law_page.page,
    "settings.md": settings_page.page,
    "asvs.md": asvs_page.page,
}


def written(name: str) -> str:
    """One page as it should stand on disk."""
    return HEAD + PAGES[name]().rstrip() + "\n"
