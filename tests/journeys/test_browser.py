"""Journeys through the web app in Chromium, with scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
RIGHT = "def double(x):\n    return x + x\n"
WRONG = "def double(x):\n    return x * x\n"
STOPS_LATER = """calls = 0
def double(x):
    global calls
    calls += 1
    while calls > 5:
        pass
    return x + x
"""
NOT_RIGHT = re.compile("Not right|Partly right")


def _verdict(page: Page, part: str = "answer") -> Any:
    return page.locator(f"#verdict-{part} .verdict-head")


def _check(page: Page, part: str = "answer") -> None:
    page.locator(f"#part-{part} button[type=submit]").click()


def _write(page: Page, source: str) -> None:
    """Type over whatever is in the editor, as fast as a paste."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)


def test_from_the_first_visit_to_a_verdict(open_page: OpenPage) -> None:
    """Home, start, a question; nothing has to be set up."""
    page = open_page("/")
    page.get_by_role("link", name=re.compile("Start practising|Go on practising")).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert re.search(r"/questions/[\w-]+/\d+$", page.url)


@pytest.mark.parametrize(
    ("question", "wrong", "right"),
    [
        ("colour-of-chalk", "green", "white"),
        ("word-for-rate", "momentum", "learning rate"),
        ("slope-of-square", "x", None),
        ("even-numbers", "three", "two,four"),
    ],
)
def test_a_wrong_reply_then_a_right_one(
    open_page: OpenPage, question: str, wrong: str, right: str | None
) -> None:
    """The verdict changes in place, and the first one stays below."""
    page = open_page(f"/questions/{question}/101")
    _fill(page, question, wrong)
    _check(page)
    expect(_verdict(page)).to_have_text("Not right")
    expect(page.locator("#after h2").first).to_have_text("The answer")
    _fill(page, question, right or page.locator("#after .prose").first.inner_text())
    _check(page)
    expect(_verdict(page)).to_have_text("Right")
    expect(page.locator("#earlier-answer summary")).to_have_text("1 earlier attempt")
    assert page.url.endswith("/101"), "the page must not have been left"


def _fill(page: Page, question: str, text: str) -> None:
    if question in ("colour-of-chalk", "even-numbers"):
        for box in page.locator("input[type=checkbox]:checked").all():
            box.uncheck()
        for key in text.split(","):
            page.locator(f"input[value={key}]").check()
    else:
        page.get_by_role("textbox").fill(text)


def test_numbers_and_arrays_in_several_parts(open_page: OpenPage) -> None:
    """The explanation comes with the last part, without a reload."""
    page = open_page("/questions/sums/102")
    a, b = re.findall(r"\d+", page.locator(".statement").inner_text())
    page.get_by_label("Number", exact=True).fill(f"{a}+{b}")
    page.keyboard.press("Enter")
    expect(_verdict(page, "total")).to_have_text("Right")
    expect(page.locator("#after")).to_be_empty()
    page.get_by_label("2 numbers: a, b").fill(f"{a} {b}")
    _check(page, "both")
    expect(_verdict(page, "both")).to_have_text("Right")
    expect(page.locator("#after")).to_contain_text(f"The sum is {int(a) + int(b)}.")
    page = open_page("/questions/transposes/102")
    page.get_by_label("Shape").fill("3, 2")
    _check(page, "size")
    expect(_verdict(page, "size")).to_have_text("Right")
    page.get_by_label("Values").fill("1 2\n3 4")
    page.get_by_label("Values").press("Control+Enter")
    expect(_verdict(page, "entries")).to_have_text(re.compile("Not right|Could not be read"))


def test_an_unreadable_reply_marks_its_field_until_it_can_be_read(open_page: OpenPage) -> None:
    """It costs nothing and looks different from a wrong one."""
    page = open_page("/questions/sums/103")
    field = page.get_by_label("Number", exact=True)
    field.fill("many")
    field.press("Control+Enter")
    expect(_verdict(page, "total")).to_have_text("Could not be read")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    field.fill("-1")
    field.press("Control+Enter")
    expect(_verdict(page, "total")).to_have_text("Not right")
    expect(field).not_to_have_attribute("aria-invalid", "true")


def test_code_is_judged_while_one_watches(open_page: OpenPage) -> None:
    """Wrong: evidence, and the solution stays folded. Right: everything is shown."""
    page = open_page("/questions/double-it/104")
    _write(page, WRONG)
    page.keyboard.press("Control+Enter")
    expect(_verdict(page)).to_have_text(re.compile("Not right"))
    expect(page.locator("#verdict-answer")).to_contain_text("You squared the entries.")
    expect(page.locator("#verdict-answer dt").first).to_have_text("Input")
    expect(page.locator("#after details")).not_to_have_attribute("open", "")
    _write(page, RIGHT)
    _check(page)
    expect(_verdict(page)).to_have_text("Right")
    expect(page.locator("#after")).to_contain_text("works for every number type")


def test_code_that_never_ends_is_told_so(open_page: OpenPage) -> None:
    """The page shows that it is being judged, then which limit it met; the site goes on."""
    page = open_page("/questions/double-it/105")
    _write(page, "def double(x):\n    while True:\n        pass\n")
    page.keyboard.press("Control+Enter")
    expect(_verdict(page)).to_have_text("Judging …")
    expect(_verdict(page)).to_have_text("Not right")
    expect(page.locator("#verdict-answer")).to_contain_text("time")


def test_a_reload_in_the_middle_still_gets_the_verdict(open_page: OpenPage) -> None:
    """The page that comes back opens the stream again."""
    page = open_page("/questions/double-it/106")
    _write(page, "def double(x):\n    while True:\n        pass\n")
    page.keyboard.press("Control+Enter")
    expect(_verdict(page)).to_have_text("Judging …")
    page.reload()
    expect(_verdict(page)).to_have_text("Not right")
    expect(page.locator(".cm-content")).to_contain_text("while True:")


def test_a_draft_survives_a_reload_and_can_be_given_up(open_page: OpenPage) -> None:
    """Unsent code is kept by the browser; 'Start afresh' brings the starter back."""
    page = open_page("/questions/double-it/107")
    _write(page, "def double(x):\n    return 'draft'\n")
    page.reload()
    expect(page.locator(".cm-content")).to_contain_text("'draft'")
    page.get_by_role("button", name="Start afresh").click()
    expect(page.locator(".cm-content")).to_contain_text("Twice each entry of x.")
    expect(page.locator(".cm-content")).not_to_contain_text("'draft'")


def test_tab_indents_and_escape_lets_it_leave(open_page: OpenPage) -> None:
    """The editor is no trap for the keyboard."""
    page = open_page("/questions/double-it/108")
    _write(page, "x = 1")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    assert page.locator("textarea[name=reply]").input_value() == "    x = 1"
    page.keyboard.press("Shift+Tab")
    assert page.locator("textarea[name=reply]").input_value() == "x = 1"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("#part-answer button[type=submit]")).to_be_focused()


def test_steps_are_put_in_order_by_keyboard(open_page: OpenPage) -> None:
    """Each move is announced, and the focus stays on the button."""
    page = open_page("/questions/training-step/109")
    wanted = ["Run the network forwards.", "Compute the loss", "Run it backwards.", "Update the"]
    for place, text in enumerate(wanted):
        while place != (at := _place(page, text)):
            step = page.locator(".steps li", has_text=text)
            step.get_by_role("button", name=re.compile("Move up")).focus()
            page.keyboard.press("Enter")
            expect(page.locator(".said")).to_have_text(f"Now step {at} of 4.")
            expect(step.get_by_role("button", name=re.compile("Move up"))).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(_verdict(page)).to_have_text("Right")


def _place(page: Page, text: str) -> int:
    return next(
        i for i, step in enumerate(page.locator(".steps li").all_inner_texts()) if text in step
    )


def test_steps_are_put_in_order_by_dragging(open_page: OpenPage) -> None:
    """The selects that the form sends follow."""
    page = open_page("/questions/training-step/110")
    texts = page.locator(".steps .text").all_inner_texts()
    grip = page.locator(".steps .grip").first.bounding_box()
    last = page.locator(".steps li").last.bounding_box()
    assert grip is not None
    assert last is not None
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    for part in range(1, 11):
        page.mouse.move(
            grip["x"] + 5, grip["y"] + part * (last["y"] + last["height"] - grip["y"]) / 10
        )
    page.mouse.up()
    assert page.locator(".steps .text").all_inner_texts() == [*texts[1:], texts[0]]
    values = [select.input_value() for select in page.locator(".steps select").all()]
    assert values == ["1", "2", "3", "4"]


def test_hints_giving_up_and_going_on_by_letters(open_page: OpenPage) -> None:
    """h, v and n act while nobody types; ? shows the keys."""
    page = open_page("/questions/colour-of-chalk/111?level=1&skill=door/words")
    page.keyboard.press("h")
    expect(page.locator("#hints li")).to_have_text(["Think of a cliff."])
    page.keyboard.press("h")
    expect(page.locator("#hints li").nth(1)).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Give up").click()
    expect(page.locator("#after")).to_contain_text("The trap is the board.")
    expect(page.get_by_role("button", name="Give up")).to_have_count(0)
    page.keyboard.press("v")
    expect(page).not_to_have_url(re.compile("/111"))
    assert "/questions/colour-of-chalk/" in page.url
    page.keyboard.press("n")
    expect(page).to_have_url(
        re.compile(r"/questions/training-step/\d+\?skill=door%2Fwords&level=1")
    )


def test_letters_are_letters_while_one_types(open_page: OpenPage) -> None:
    """Nobody loses a reply to a shortcut."""
    page = open_page("/questions/word-for-rate/112")
    page.get_by_label("Term").press_sequentially("hnv?")
    assert page.get_by_label("Term").input_value() == "hnv?"
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("/112")
    page = open_page("/questions/double-it/112")
    _write(page, "")
    page.keyboard.type("hnv?")
    assert page.locator("textarea[name=reply]").input_value() == "hnv?"


def test_filters_choose_what_is_practised(open_page: OpenPage) -> None:
    """From the list to a question within them."""
    page = open_page("/questions")
    page.get_by_label("Kind").select_option("order")
    page.get_by_label("Skill").select_option(label="Words")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".rows .title")).to_have_text(["The order of a training step"])
    page.get_by_role("link", name=re.compile("Practise these")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The order of a training step")


def test_a_server_that_was_killed_loses_nothing(open_page: OpenPage, site: Any) -> None:
    """The page says that nobody answers and keeps the reply; after the restart all is there."""
    page = open_page(
        "/questions/word-for-rate/113", expected=("ERR_CONNECTION_REFUSED", "Failed to fetch")
    )
    page.get_by_label("Term").fill("momentum")
    _check(page)
    expect(_verdict(page)).to_have_text("Not right")
    site.kill()
    page.get_by_label("Term").fill("step size")
    _check(page)
    expect(page.locator("#verdict-answer")).to_contain_text("Heldout did not answer")
    assert page.get_by_label("Term").input_value() == "step size"
    site.start()
    _check(page)
    expect(_verdict(page)).to_have_text("Right")
    page.reload()
    expect(page.locator("#earlier-answer summary")).to_have_text("1 earlier attempt")


def test_a_kill_while_code_is_judged_still_ends_in_a_verdict(
    open_page: OpenPage, site: Any
) -> None:
    """The open page finds the server again by itself, in the middle of its stream."""
    page = open_page(
        "/questions/double-it/114", expected=("ERR_", "Failed to fetch", "network error", "SSE")
    )
    _write(page, STOPS_LATER)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".sight progress")).to_be_attached()
    site.kill()
    site.start()
    expect(_verdict(page)).to_have_text(NOT_RIGHT)


def test_a_stream_that_cannot_begin_is_tried_again(open_page: OpenPage) -> None:
    """The first two tries find nobody; the third brings the verdict."""
    page = open_page("/questions/double-it/115", expected=("ERR_FAILED", "Failed to fetch"))
    tries = []

    def refuse_twice(route: Any) -> None:
        tries.append(route.request.url)
        if len(tries) <= 2:
            route.abort()
        else:
            route.continue_()

    page.route("**/attempts/*/events", refuse_twice)
    _write(page, "import time\n\ntime.sleep(1)\n" + RIGHT)  # too slow for the answer to the form
    page.keyboard.press("Control+Enter")
    expect(_verdict(page)).to_have_text("Right")
    assert len(tries) == 3
