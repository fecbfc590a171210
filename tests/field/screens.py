"""How to get to every screen and every panel of the phone, in whichever language it speaks."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.field.bench import Bench
from tests.field.directory_screens import directory, directory_not_here_yet

Way = Callable[[Page, Bench], None]
SCREENS: dict[str, Way] = {}


def screen(way: Way) -> Way:
    SCREENS[way.__name__] = way
    return way


def _menu(page: Page, bench: Bench, row: int, **situation: object) -> None:
    page.goto(bench.address(**situation))
    page.locator(".top .icon-button").last.click()
    page.locator(".menu button").nth(row).click()


def _door(page: Page, bench: Bench, **situation: object) -> None:
    page.goto(bench.address(**{"worked": 3, **situation}))
    page.locator(".row-open").nth(3).click()


def _talk(page: Page, bench: Bench, **situation: object) -> None:
    page.goto(bench.address(**{"worked": 3, **situation}))
    page.locator(".tall-main").click()


@screen
def sign_in(page: Page, bench: Bench) -> None:
    page.goto(bench.address(session="signed_out", turf=False))


@screen
def sign_in_with_work_left_here(page: Page, bench: Bench) -> None:
    page.goto(bench.address(session="signed_out", turf=False, worked=12))


@screen
def sign_in_after_the_office_ended_it(page: Page, bench: Bench) -> None:
    page.goto(bench.address(session="signed_out", turf=False, worked=2, why="ended"))


@screen
def sign_in_on_a_known_phone_when_the_day_is_over(page: Page, bench: Bench) -> None:
    page.goto(bench.address(session="signed_out", turf=False, why="day_over", known=True))


@screen
def sign_in_refused(page: Page, bench: Bench) -> None:
    page.goto(bench.address(session="signed_out", turf=False, fail="wrong_passphrase"))
    page.locator("form button[type=submit]").click()
    page.locator(".trouble").wait_for()


@screen
def unlock(page: Page, bench: Bench) -> None:
    page.goto(bench.address(session="locked"))


@screen
def no_turf(page: Page, bench: Bench) -> None:
    page.goto(bench.address(turf=False, night=False))


@screen
def code_too_short(page: Page, bench: Bench) -> None:
    page.goto(bench.address(turf=False, night=False))
    page.locator(".input-code").fill("AB")
    page.locator("form button[type=submit]").click()


@screen
def walk(page: Page, bench: Bench) -> None:
    page.goto(bench.address(worked=12, handedIn=5))


@screen
def walk_with_undo(page: Page, bench: Bench) -> None:
    page.goto(bench.address(worked=12))
    page.locator(".next .tall").first.click()
    page.locator(".undo").wait_for()


@screen
def walk_map(page: Page, bench: Bench) -> None:
    page.goto(bench.address(worked=12))
    if page.locator(".map").count() == 0:
        page.locator(".top .icon-button").first.click()
    page.locator(".map-zoom").wait_for()


@screen
def walk_offline(page: Page, bench: Bench) -> None:
    page.goto(bench.address(worked=12))
    if page.locator(".map").count() > 0:
        page.locator(".map-zoom").wait_for()
    page.context.set_offline(True)
    page.locator(".status-offline").wait_for()


@screen
def walk_done(page: Page, bench: Bench) -> None:
    page.goto(bench.address(worked=85))


@screen
def disk_full(page: Page, bench: Bench) -> None:
    page.goto(bench.address(fail="disk_full"))
    page.locator(".next .tall").first.click()
    page.locator(".trouble").wait_for()


@screen
def door(page: Page, bench: Bench) -> None:
    _door(page, bench)


@screen
def door_saved(page: Page, bench: Bench) -> None:
    _door(page, bench, worked=5)


@screen
def door_corrected(page: Page, bench: Bench) -> None:
    _door(page, bench, worked=5)
    page.locator(".notice .button").click()


@screen
def which_language(page: Page, bench: Bench) -> None:
    _door(page, bench)
    page.locator(".grid-two .button").nth(3).click()


@screen
def talk(page: Page, bench: Bench) -> None:
    _talk(page, bench)


@screen
def talk_in_both_languages(page: Page, bench: Bench) -> None:
    _talk(page, bench)
    page.locator(".script .choice").nth(2).click()
    page.locator(".script-choices .button").first.click()


@screen
def leaving_a_door(page: Page, bench: Bench) -> None:
    _talk(page, bench)
    page.locator(".script-choices .button").first.click()
    page.locator(".top .icon-button").first.click()
    page.locator("dialog").wait_for()


@screen
def kits(page: Page, bench: Bench) -> None:
    _talk(page, bench)
    page.locator(".dock .button-care").click()
    page.locator(".step-more").first.click()


@screen
def kits_taken_back(page: Page, bench: Bench) -> None:
    _talk(page, bench)
    page.locator(".dock .button-care").click()
    page.locator(".sheet-body > .button").click()


@screen
def building(page: Page, bench: Bench) -> None:
    page.goto(bench.address(worked=18))
    page.locator(".row[aria-current] .row-open").click()
    page.locator(".matrix").wait_for()


@screen
def add_apartment(page: Page, bench: Bench) -> None:
    _door(page, bench)
    page.locator(".content > .button").first.click()


@screen
def introduction(page: Page, bench: Bench) -> None:
    _talk(page, bench)
    page.locator(".content > .button").first.click()
    page.locator(".consent").wait_for()


@screen
def menu(page: Page, bench: Bench) -> None:
    page.goto(bench.address(worked=3))
    page.locator(".top .icon-button").last.click()


@screen
def sign_out(page: Page, bench: Bench) -> None:
    menu(page, bench)
    page.locator("main .button").click()


@screen
def sealed_work_brought(page: Page, bench: Bench) -> None:
    page.goto(bench.address(session="signed_out", turf=False, worked=12))
    page.locator(".notice .button").first.click()
    page.locator(".notice-good").wait_for()


@screen
def finish_turf(page: Page, bench: Bench) -> None:
    _menu(page, bench, 0, worked=85)
    page.locator("main section .button").last.click()


@screen
def hand_in(page: Page, bench: Bench) -> None:
    _menu(page, bench, 0, worked=23, handedIn=5, aside=1)


@screen
def handed_in(page: Page, bench: Bench) -> None:
    _menu(page, bench, 0, worked=23)
    page.locator(".dock .button-main").click()
    page.locator(".notice-good").wait_for()


@screen
def hand_on(page: Page, bench: Bench) -> None:
    _menu(page, bench, 0, worked=23)
    page.locator("main section .button").nth(1).click()
    page.locator(".qr").wait_for()


@screen
def give_back(page: Page, bench: Bench) -> None:
    _menu(page, bench, 0, worked=23)
    page.locator("main section .button").nth(2).click()


@screen
def kits_tonight(page: Page, bench: Bench) -> None:
    _menu(page, bench, 2, night=False)


@screen
def kits_are_on(page: Page, bench: Bench) -> None:
    _menu(page, bench, 2)


@screen
def on_this_phone(page: Page, bench: Bench) -> None:
    _menu(page, bench, 3, worked=23, handedIn=5, persisted=False, freeMegabytes=30)


MAY = ["hold_one_on_ones", "run_events"]


def _start(page: Page, bench: Bench, row: int, **situation: object) -> None:
    page.goto(bench.address(**{"may": MAY, "week": True, **situation}))
    page.locator(".starts button").nth(row).click()


def _week(page: Page, bench: Bench, row: int) -> None:
    _start(page, bench, 1)
    page.locator(".menu button").nth(row).click()


def _event(page: Page, bench: Bench, row: int) -> None:
    _start(page, bench, 2)
    page.locator(".menu button").nth(row).click()


@screen
def start(page: Page, bench: Bench) -> None:
    page.goto(bench.address(may=MAY, week=True, worked=3))


@screen
def start_with_nothing_yet(page: Page, bench: Bench) -> None:
    page.goto(bench.address(may=MAY, turf=False))


@screen
def doors_of_an_organizer(page: Page, bench: Bench) -> None:
    _start(page, bench, 0, worked=3)


@screen
def menu_of_an_organizer(page: Page, bench: Bench) -> None:
    page.goto(bench.address(may=MAY, week=True))
    page.locator(".top .icon-button").last.click()


@screen
def get_my_week(page: Page, bench: Bench) -> None:
    _start(page, bench, 1, week=False)


@screen
def my_week(page: Page, bench: Bench) -> None:
    _start(page, bench, 1)


@screen
def one_on_one(page: Page, bench: Bench) -> None:
    _week(page, bench, 0)


@screen
def one_on_one_with_a_sealed_plan(page: Page, bench: Bench) -> None:
    _week(page, bench, 1)


@screen
def write_up(page: Page, bench: Bench) -> None:
    _week(page, bench, 0)
    page.locator(".dock .button-main").click()
    page.locator("textarea").nth(2).fill("x")
    page.locator(".dock .button-main").click()
    page.locator(".notice").wait_for()


@screen
def written_up(page: Page, bench: Bench) -> None:
    _week(page, bench, 0)
    page.locator(".dock .button-main").click()
    page.locator(".choice").first.click()
    page.locator(".dock .button-main").click()
    page.locator(".undo").wait_for()


@screen
def follow_up_call(page: Page, bench: Bench) -> None:
    _week(page, bench, 2)
    page.locator(".content > .button").first.click()
    page.locator("textarea").wait_for()


@screen
def next_follow_up_call(page: Page, bench: Bench) -> None:
    _week(page, bench, 2)
    page.locator(".grid-two .button").first.click()
    page.locator(".undo").wait_for()


@screen
def everybody_called(page: Page, bench: Bench) -> None:
    _week(page, bench, 2)
    for _person in range(3):
        page.locator(".grid-two .button").first.click()
    page.locator(".notice-good").wait_for()


@screen
def events_today(page: Page, bench: Bench) -> None:
    _start(page, bench, 2)


@screen
def no_event_today(page: Page, bench: Bench) -> None:
    _start(page, bench, 2, week=False)


@screen
def door_of_an_event(page: Page, bench: Bench) -> None:
    _event(page, bench, 0)
    page.locator(".here .choice").first.click()


@screen
def somebody_new(page: Page, bench: Bench) -> None:
    _event(page, bench, 0)
    page.locator(".dock .button-main").click()
    page.locator("dialog .button-main").click()
    page.locator(".field-fault").wait_for()


@screen
def heads_of_a_circle(page: Page, bench: Bench) -> None:
    _event(page, bench, 1)
    page.locator(".heads .more").click()


@screen
def circle_that_chose_names(page: Page, bench: Bench) -> None:
    _event(page, bench, 2)


screen(directory)
screen(directory_not_here_yet)
