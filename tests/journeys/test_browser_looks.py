"""Every page in Chromium by day and night, wide and narrow; and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
PATHS = [
    "/",
    "/questions",
    "/progress",
    "/about",
    "/questions/colour-of-chalk/201",
    "/questions/transposes/201",
    "/questions/training-step/201",
    "/questions/double-it/201",
    "/questions/two-lines/201",
    "/questions/learning-rate-curves/201",
    "/shelf",
    "/shelf/layers.dense",
    "/questions/lstm-cell/201",
    "/questions/conv-bn-pool-shapes/201",
    "/questions/mlp-forward/201",
    "/questions/reading-a-roc-curve/201",
    "/questions/complete-a-residual-block/201",
    "/questions/subnetworks-of-dropout/201",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_its_window(open_page: OpenPage, width: int, scheme: str) -> None:
    """Long formulas, code and tables scroll by themselves, and the ground has the right colour."""
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for path in PATHS:
        page.goto(path)
        if "/questions/" in path:
            for button in page.get_by_role("button", name="Give up").all():
                button.click()
            expect(page.locator("#after h2").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        brightness = sum(map(int, re.findall(r"\d+", ground)))
        assert (brightness < 200) == (scheme == "dark"), (path, ground)
        assert len(page.screenshot()) > 5000


def test_the_focus_can_be_seen_everywhere(open_page: OpenPage) -> None:
    """Whatever Tab reaches has an outline, and Tab reaches the end of the page."""
    page = open_page("/questions/training-step/202")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        name, outline, width = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth)] })()"
        )
        if name.startswith("<body"):
            break
        reached.add(name)
        assert outline != "none", name
        assert width >= 2, name
    assert any('id="next"' in name for name in reached)


def test_the_skip_link_leads_to_the_content(open_page: OpenPage) -> None:
    """The first Tab shows it."""
    page = open_page("/questions")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_page_prints_without_its_controls(open_page: OpenPage) -> None:
    """What remains is the question."""
    page = open_page("/questions/sums/203")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_role("button", name="Check").first).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_everything_works_with_scripts_switched_off(open_page: OpenPage) -> None:
    """Choice, order and code; hints, giving up, going on."""
    page = open_page("/questions/colour-of-chalk/204?level=1", java_script_enabled=False)
    page.locator("input[value=green]").check()
    page.get_by_role("button", name="Show a hint").click()
    expect(page.locator("#hints li")).to_have_text(["Think of a cliff."])
    page.locator("input[value=green]").check()
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#verdict-answer .verdict-head")).to_have_text("Not right")
    expect(page.locator("#after")).to_contain_text("Chalk is white")
    page.get_by_role("link", name="Next").click()
    assert "level=1" in page.url

    page.goto("/questions/training-step/204")
    for key, place in {"forward": "1", "loss": "2", "backward": "3", "update": "4"}.items():
        page.locator(f"select[name=place-{key}]").select_option(place)
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#verdict-answer .verdict-head")).to_have_text("Right")

    page.goto("/questions/double-it/204")
    page.get_by_label("Your code for double").fill("def double(x):\n    return x + x\n")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#verdict-answer .verdict-head")).to_have_text("Right")

    page.goto("/questions/sums/204")
    page.get_by_role("button", name="Give up").click()
    expect(page.locator("#after")).to_contain_text("The answers")
