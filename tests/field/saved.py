"""What the bench's core was asked to save, as a record would hold it: what is not said is not there."""

from typing import Any

from playwright.sync_api import Page


def visits(page: Page) -> list[dict[str, Any]]:
    """Each save as `{visit, kits, correcting}`, oldest first."""
    found: list[dict[str, Any]] = page.evaluate("JSON.parse(JSON.stringify(window.heard.visits))")
    return found


def introductions(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("JSON.parse(JSON.stringify(window.heard.introductions))")
    return found
