"""Drawing in Chromium: with a mouse, with a finger, and with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
PATH = "/questions/two-lines/{}"
BOX = (46, 10, 324, 230)  # of the axes, in the units of the drawing


def _place(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where on the screen the point (x, y) of the paper is: x from 0 to 10, y from -1 to 1."""
    box = page.locator("svg.plot").first.bounding_box()
    assert box is not None
    scale = box["width"] / 380
    left, top, width, height = BOX
    return (
        box["x"] + scale * (left + width * x / 10),
        box["y"] + scale * (top + height * (1 - y) / 2),
    )


def _stroke(page: Page, *points: tuple[float, float]) -> None:
    page.mouse.move(*_place(page, *points[0]))
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*_place(page, *point), steps=20)
    page.mouse.up()


def _points(page: Page) -> dict[str, list[tuple[float, float]]]:
    """What the field of points holds."""
    curves = {}
    for line in page.locator("textarea").input_value().splitlines():
        name, _, rest = line.partition(": ")
        numbers = [float(number) for number in re.findall(r"[-\d.e]+", rest)]
        curves[name] = list(zip(numbers[::2], numbers[1::2], strict=True))
    return curves


def _verdict(page: Page) -> str:
    page.locator("#part-answer button[type=submit]").click()
    head = page.locator("#verdict-answer .verdict-head")
    expect(head).not_to_have_text(re.compile("Judging"))
    return head.inner_text()


def test_two_strokes_of_a_mouse_draw_two_curves(open_page: OpenPage) -> None:
    """The second pen comes by itself; the verdict has a drawing with both and the truth."""
    page = open_page(PATH.format(301))
    page.locator("svg.plot").first.scroll_into_view_if_needed()
    _stroke(page, (0, 0), (10, 0.75))
    _stroke(page, (0, 0), (10, -0.75))
    drawn = _points(page)
    assert set(drawn) == {"up", "down"}
    assert drawn["up"][-1] == pytest.approx((10, 0.75), abs=0.06)
    assert drawn["down"][-1] == pytest.approx((10, -0.75), abs=0.06)
    assert _verdict(page) == "Right"
    expect(page.locator("#verdict-answer figure polyline")).to_have_count(4)


def test_a_stroke_mends_a_piece_and_undo_brings_it_back(open_page: OpenPage) -> None:
    """What lies under the new stroke goes, the rest stays; clear takes all."""
    page = open_page(PATH.format(302))
    page.locator("svg.plot").first.scroll_into_view_if_needed()
    _stroke(page, (0, 0), (10, 0.8))
    page.get_by_label("up", exact=True).check()
    whole = page.locator("textarea").input_value()
    _stroke(page, (4, -0.5), (6, -0.5))
    mended = _points(page)["up"]
    assert all(y == pytest.approx(-0.5, abs=0.03) for x, y in mended if 4.2 < x < 5.8)
    assert mended[0] == pytest.approx((0, 0), abs=0.06)
    assert mended[-1] == pytest.approx((10, 0.8), abs=0.06)
    page.get_by_role("button", name="Undo").click()
    assert page.locator("textarea").input_value() == whole
    page.get_by_role("button", name="Clear").click()
    assert page.locator("textarea").input_value() == ""


def test_going_back_takes_away_what_was_drawn_beyond(open_page: OpenPage) -> None:
    """A curve has one height for each x, however the hand moves."""
    page = open_page(PATH.format(303))
    page.locator("svg.plot").first.scroll_into_view_if_needed()
    _stroke(page, (0, 0), (8, 0.9), (5, 0.2), (10, 0.7))
    xs = [x for x, _ in _points(page)["up"]]
    assert xs == sorted(xs)
    assert max(y for x, y in _points(page)["up"] if x > 5.5) < 0.75


def test_the_keyboard_alone_is_enough(open_page: OpenPage) -> None:
    """Typed points appear on the paper at once, and are judged."""
    page = open_page(PATH.format(304))
    page.get_by_label("Points").focus()
    page.keyboard.type("up: 0 0, 5 0.4, 10 0.75")
    page.keyboard.press("Enter")
    page.keyboard.type("down: 0 0, 5 -0.4, 10 -0.75")
    shown = page.locator(".plot-hand polyline").nth(1).get_attribute("points") or ""
    assert len(shown.split()) == 3
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verdict-answer .verdict-head")).to_have_text("Right")


def test_a_finger_draws_too(open_page: OpenPage) -> None:
    """And the page does not scroll away under it."""
    page = open_page(PATH.format(305), viewport={"width": 360, "height": 740}, has_touch=True)
    page.locator("svg.plot").first.scroll_into_view_if_needed()
    client = page.context.new_cdp_session(page)
    before = page.evaluate("scrollY")

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touched = [{"x": x, "y": y} for x, y in points]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})

    for height in (0.75, -0.75):
        touch("touchStart", _place(page, 0, 0))
        for step in range(1, 21):
            touch("touchMove", _place(page, step / 2, height * step / 20))
        touch("touchEnd")
    assert page.evaluate("scrollY") == before
    assert _verdict(page) == "Right"


def test_the_reply_is_still_on_the_paper_after_a_reload(open_page: OpenPage) -> None:
    """It can be mended where it stands."""
    page = open_page(PATH.format(306))
    page.get_by_label("Points").fill("up: 0 0, 5 0, 10 0\ndown: 0 0, 5 0, 10 0")
    assert _verdict(page).startswith("Not right")
    page.reload()
    expect(page.locator(".plot-hand polyline")).to_have_count(2)
    shown = page.locator(".plot-hand polyline").first.get_attribute("points") or ""
    assert len(shown.split()) == 3
