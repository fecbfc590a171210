"""The map of the directory in a real browser: a tap is the place it seems to be, on a wide page and on a phone."""

import pytest
from playwright.sync_api import Browser, expect

from tests.desk.conftest import Filled

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_a_tap_is_where_it_seems_to_be(chromium: Browser, filled: Filled, width: int):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = filled.sign_in(context, "Wanda")
    page.goto(filled.path("/care/directory"))
    picture = page.locator("input.tap")
    box = picture.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= width
    picture.click(position={"x": 1 + 132, "y": box["height"] / 2})
    expect(page.locator("#found")).to_be_visible()
    lat, lon = (int(part) for part in page.locator("input[name=point]").input_value().split(","))
    assert abs(lat - 42_651_000) < 800
    assert abs(lon + 73_755_500) < 800
    assert "point" not in page.url
    page.context.close()
