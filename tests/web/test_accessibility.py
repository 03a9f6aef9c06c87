"""What a screen reader and a keyboard need: names, order, landmarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import httpx
import pytest

from heldout.practice import Practice
from heldout.web.door import now

Look = Callable[[str], Any]

KINDS = [
    "colour-of-chalk",
    "even-numbers",
    "word-for-rate",
    "sums",
    "transposes",
    "slope-of-square",
    "training-step",
    "double-it",
    "mend-double",
]
PATHS = ["/", "/questions", "/progress", "/about", *(f"/questions/{name}/2" for name in KINDS)]


@pytest.fixture(params=PATHS)
def page(request: pytest.FixtureRequest, look: Look) -> Any:
    """Each page in turn."""
    return look(request.param)


def test_a_page_has_one_of_each_landmark_and_a_way_to_skip(page: Any) -> None:
    """Header, named navigation, main and footer; the first link leads to the content."""
    for tag in ("header", "main", "footer"):
        assert [item for item in page.all(tag) if not item.within("article")], tag
    assert len(page.all("main")) == 1
    assert all("aria-label" in item.attributes for item in page.all("nav"))
    first = page.all("a")[0]
    assert (first.attributes["href"], page.one("main").attributes["id"]) == ("#main", "main")
    assert page.one("html").attributes["lang"] == "en"
    assert page.one("head").one("title").text


def test_headings_are_in_order(page: Any) -> None:
    """One h1, and no level is left out on the way down."""
    dialog_free = [item for item in page.all("h1", "h2", "h3", "h4") if not item.within("dialog")]
    levels = [int(item.tag[1]) for item in dialog_free]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(item.text for item in dialog_free)


def test_every_id_is_there_once_and_every_reference_finds_one(page: Any) -> None:
    """Labels, descriptions and the scripts depend on it."""
    ids = Counter(item.attributes["id"] for item in page.walk() if "id" in item.attributes)
    assert [name for name, times in ids.items() if times > 1] == []
    for item in page.walk():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for target in item.attributes.get(name, "").split():
                assert target in ids, (item.tag, name, target)


def test_every_control_has_a_name(page: Any) -> None:
    """By a label round it or for it, by its text, or by its legend besides."""
    labelled = {item.attributes.get("for") for item in page.all("label")}
    for item in page.all("input", "select", "textarea"):
        if item.attributes.get("type") == "hidden":
            continue
        assert item.within("label") or item.attributes.get("id") in labelled, item.attributes
    for item in page.all("button", "a", "summary", "legend", "label"):
        assert item.text, item.attributes
    for item in page.all("fieldset"):
        assert item.all("legend")[0].text


def test_drawings_are_hidden_or_have_a_title(page: Any) -> None:
    """A figure says what it shows; an icon stands beside its word."""
    for item in page.all("svg"):
        assert item.attributes.get("aria-hidden") == "true" or item.all("title")


def test_verdicts_are_announced(look: Look) -> None:
    """The slot of each part is a polite live region from the start, while it is empty."""
    page = look("/questions/sums/2")
    slots = [item for item in page.all("div", class_="slot") if item.within("section")]
    assert [item.attributes.get("aria-live") for item in slots[:2]] == ["polite", "polite"]


def test_the_way_out_of_the_editor_is_told(look: Look) -> None:
    """In the description of the field: a trap for the keyboard would be one for some people."""
    page = look("/questions/double-it/2")
    described = page.one("textarea").attributes["aria-describedby"].split()
    text = " ".join(page.one("p", id=name).text for name in described)
    assert "Escape and then Tab" in text


def test_steps_and_their_places_belong_together(look: Look) -> None:
    """Without a script, each select is described by its step."""
    page = look("/questions/training-step/2")
    for select in page.all("select"):
        described = select.attributes["aria-describedby"]
        key = select.attributes["name"].removeprefix("place-")
        step = page.one("span", id=described)
        assert key in {"forward", "loss", "backward", "update"}
        assert step.parent is select.parent.parent


def test_everything_shown_after_keeps_its_headings_in_order(
    site: httpx.Client, practice: Practice, read_page: Look, seed: int
) -> None:
    """Hints and answers have headings, too."""
    variant = practice.variant("sums", seed)
    practice.show_hint(variant, now())
    practice.reveal(variant, now())
    page = read_page(site.get(f"/questions/sums/{seed}").text)
    test_headings_are_in_order(page)
    test_every_id_is_there_once_and_every_reference_finds_one(page)
    test_every_control_has_a_name(page)
