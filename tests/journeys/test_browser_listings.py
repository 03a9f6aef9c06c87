"""A bug hunt in Chromium: lines marked with a mouse and with the keyboard, on a phone too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
PATH = "/questions/mend-double/{}"


def _check(page: Page, part: str, heading: str) -> None:
    """Send that part; its verdict, which may have to replace an older one, has that heading."""
    page.locator(f"#part-{part} button[type=submit]").click()
    expect(page.locator(f"#verdict-{part} .verdict-head")).to_have_text(heading)


def test_a_line_is_marked_and_the_program_mended(open_page: OpenPage) -> None:
    """Three parts, one page: a click on the text of the line marks it."""
    page = open_page(PATH.format(401))
    lines = page.locator("ol.listing")
    lines.locator("code", has_text="return").click()
    _check(page, "fault", "Not right")
    lines.locator("code", has_text="return").click()
    lines.locator("code", has_text="= x").click()
    _check(page, "fault", "Right")
    page.get_by_label("The operator is wrong.").check()
    _check(page, "cause", "Right")
    editor = page.locator("#part-repair .cm-content")
    expect(editor).to_contain_text("= x")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("def double(x): return x + x")
    _check(page, "repair", "Right")
    expect(page.locator("#after")).to_contain_text("works for every number type")


def test_arrows_walk_and_space_marks(open_page: OpenPage) -> None:
    """Line 5 is the third that can be marked, and End leads to the last."""
    page = open_page(PATH.format(402))
    boxes = page.locator("ol.listing input")
    boxes.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(boxes.nth(2)).to_be_checked()
    page.keyboard.press("End")
    expect(boxes.last).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#verdict-fault .verdict-head")).to_have_text("Right")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_long_line_scrolls_inside_its_box(open_page: OpenPage, width: int) -> None:
    """The page itself never does."""
    page = open_page(PATH.format(403))
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("ol.listing code").first.evaluate("(code) => code.textContent += '#'.repeat(300)")
    page.wait_for_function("document.querySelector('.listing').scrollWidth > innerWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
