"""What an organizer does at the desk, button by button, in a real browser."""

import datetime as dt
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.desk.test_by_keyboard import tab_to

WHY = "Everybody on the stairs asks her first."


class Organizer:
    """Somebody at the desk; `seen` keeps every address they were at."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.seen: dict[str, None] = {}
        page.on("framenavigated", lambda frame: self.seen.setdefault(frame.url.split("#")[0].removeprefix(address)))

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.address}/organizing/{path}")
        return self.page

    def press(self, name: str, *, exact: bool = True) -> None:
        self.page.locator("main").get_by_role("button", name=name, exact=exact).first.click()

    def follow(self, name: str) -> None:
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def unfold(self, name: str) -> None:
        """Open it, and first whatever it is folded into."""
        summary = self.page.locator("details:not([open]) > summary", has_text=name).first
        folded_into = "one => { for (let up = one.closest('details').parentElement.closest('details'); up; "
        summary.evaluate(folded_into + "up = up.parentElement.closest('details')) up.open = true; }")
        summary.click()

    def path(self) -> str:
        """Where the page is, below /organizing/."""
        return self.page.url.removeprefix(f"{self.address}/organizing/").split("#")[0]

    def person(self, name: str) -> str:
        """Found by their name; answers the path of their page."""
        page = self.go("contacts")
        page.locator("#find [name=words]").fill(name)
        page.locator("#find button").click()
        page.locator("table#people").get_by_role("link", name=name, exact=True).click()
        return self.path()

    def came_to_us(self, name: str, phone: str) -> None:
        """An introduction without a phone: they signed up at the desk."""
        page = self.go("introductions/add")
        page.locator("[name=agreed]").check()
        page.get_by_label("wants a call").check()
        page.locator("[name=name]").fill(name)
        page.locator("[name=contact_point]").fill(phone)
        self.press("Seal it")

    def keep_the_introduced(self) -> str:
        """Opens who waits, keeps them as they wish, and closes the introduction; answers the path of their page."""
        page = self.go("introductions")
        page.locator("table#introductions tbody a").first.click()
        introduction = self.path()
        self.press("Open")
        self.press("They want to be known to us")
        expect(page.locator("[name=name]")).not_to_have_value("")
        self.press("Keep it")
        kept = self.path()
        self.go(introduction)
        self.press("Close it")
        return kept

    def add(self, name: str, phone: str) -> str:
        page = self.go("contacts/add")
        page.locator("[name=name]").fill(name)
        page.locator("[name=phones]").fill(phone)
        self.press("Keep it")
        return self.path()

    def hold_one_on_one(self, person: str, promise: str, due: dt.date) -> None:
        page = self.go(person)
        self.follow("Plan one")
        page.locator("[name=why]").fill(WHY)
        self.press("Plan it")
        page.get_by_label("yes", exact=True).check()
        page.locator("[name=promise]").fill(promise)
        page.locator("[name=due]").fill(due.isoformat())
        self.press("Write it up, sealed")
        expect(page.get_by_text(promise)).to_be_visible()

    def kept_promise(self, person: str) -> None:
        self.go(person)
        self.press("Kept")

    def goes_along(self, person: str, coach: str) -> None:
        page = self.go(person)
        self.unfold("Who goes along with them")
        page.locator("[name=coach]").select_option(label=coach)
        page.locator("form[action$='/go-along'] button").click()

    def plan_event(self, title: str, **said: Any) -> str:
        page = self.go("events/plan")
        page.locator("[name=title]").fill(title)
        page.locator("[name=day]").fill(dt.date.today().isoformat())  # noqa: DTZ011 - as the browser's clock says
        page.locator("[name=starts]").fill("18:30")
        for name, words in said.items():
            page.locator(f"[name={name}]").fill(str(words))
        self.press("Plan it")
        return self.path()

    def invite(self, person: str, title: str) -> None:
        page = self.go(person)
        self.unfold("Ask them to an event")
        page.locator("[name=event-event]").select_option(label=title_in(page, "[name=event-event]", title))
        page.locator("form[action$='/ask-to'] button").click()

    def says_yes(self, event: str, name: str) -> None:
        page = self.go(event)
        line = page.locator("#list li", has_text=name).filter(has=page.get_by_role("link", name=name, exact=True))
        line.get_by_role("button", name=f"Yes ({name})").click()
        expect(line.get_by_role("button", name=f"Yes ({name})")).to_have_count(0)

    def ask_group(self, event: str, group: str, asked_by: str) -> None:
        """Everybody of a group, asked by one of the people."""
        page = self.go(f"{event}/ask")
        form = page.locator("form[action$='/ask-many']")
        form.locator("select").nth(0).select_option(label=asked_by)
        form.locator("[name=group], [name$=-group]").select_option(label=group)
        form.get_by_role("button", name="Put them on the list").click()

    def open_door(self, event: str) -> str:
        """Answers the address behind the poster."""
        page = self.go(f"{event}/door")
        self.press("Open the door")
        return str(page.get_by_role("link", name="The page behind it").get_attribute("href"))

    def is_here(self, event: str, name: str) -> None:
        page = self.go(f"{event}/sign-in")
        before = page.locator("#here").inner_text()
        page.locator("#expected").get_by_role("button", name=f"Is here ({name})").click()
        expect(page.locator("#here")).not_to_have_text(before)

    def is_here_by_keyboard(self, event: str, name: str) -> None:
        """Found among those who are expected with Tab alone; the keyboard stays where it was for the next one."""
        page = self.go(f"{event}/sign-in")
        before = page.locator("#here").inner_text()
        tab_to(page, f"({name})")
        button = page.evaluate("document.activeElement.id")
        page.keyboard.press("Enter")
        expect(page.locator("#here")).not_to_have_text(before)
        assert page.evaluate("document.activeElement.id") == button

    def close(self, event: str) -> None:
        self.go(f"{event}/closing")
        self.press("Close the event")

    def belongs(self, person: str, group: str) -> None:
        page = self.go(person)
        self.unfold("Add a group")
        page.locator("[name=open-group]").select_option(label=group)
        page.locator("form[action$='/groups'] button").first.click()

    def assess(self, person: str, score: int, evidence: str) -> None:
        page = self.go(person)
        self.unfold("Assess")
        page.locator(f"[name=score][value='{score}']").check()
        page.locator("[name=evidence]").fill(evidence)
        page.locator("form[action$='/assess'] button").click()

    def leads(self, person: str, follower: str) -> None:
        page = self.go(person)
        self.unfold("Who leads whom")
        form = page.locator("form[action$='/lead']")
        form.locator("[name=other]").select_option(label=follower)
        form.locator("button").click()

    def build_list(self, name: str, kind: str, /, **parts: Any) -> str:
        page = self.go("lists/build")
        page.locator("[name=kind]").select_option(kind)
        self.press("Go on")
        for part, value in parts.items():
            field = page.locator(f"[name=new-{part}]")
            choice = field.evaluate("e => e.tagName") == "SELECT"
            field.select_option(value) if choice else field.fill(str(value))
        self.press("Add it")
        page.locator("[name=save-name]").fill(name)
        self.press("Keep it")
        expect(page.locator("h1")).to_have_text(name)
        return self.path()

    def settle_ladder(self) -> None:
        self.go("leaders")
        self.press("Find who moved today")


def title_in(page: Page, select: str, title: str) -> str:
    words = page.locator(f"{select} option").all_text_contents()
    return next(one for one in words if title in one)


def by_the_poster(chromium: Browser, address: str, name: str, phone: str) -> None:
    """Somebody with a phone of their own, by keyboard alone, without an account."""
    context = chromium.new_context(locale="en-US", viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address)
    tab_to(page, "Your name")
    page.keyboard.type(name)
    tab_to(page, "Phone")
    page.keyboard.type(phone)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    context.close()
