"""Sketches on a page: the paper, and what was drawn upon what is true."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx

Look = Callable[[str], Any]
Send = Callable[..., httpx.Response]

URL = "/questions/two-lines"
RIGHT = "up: 0 0, 5 0.375, 10 0.75\ndown: 0 0, 5 -0.375, 10 -0.75"


def test_the_paper_has_its_axes_and_a_pen_for_each_curve(
    site: httpx.Client, read_page: Look, seed: int
) -> None:
    """Where a script is to draw, and what the numbers of the axes are."""
    page = read_page(site.get(f"{URL}/{seed}").text)
    paper = page.one("svg", **{"class": "plot"})
    assert paper.attributes["data-x"] == "0 10"
    assert paper.attributes["data-y"] == "-1 1"
    assert paper.one("g", id="hand-answer")
    assert "epoch" in paper.text
    pens = [item.attributes["value"] for item in page.all("input", type="radio")]
    assert pens == ["up", "down"]


def test_without_a_script_there_are_no_tools_that_do_nothing(
    site: httpx.Client, read_page: Look, seed: int
) -> None:
    """The field of points is the form; pens, undo and clear wait for the script."""
    page = read_page(site.get(f"{URL}/{seed}").text)
    assert page.one("textarea", name="reply")
    for kind in ("pens", "actions tools"):
        assert "hidden" in page.one("p", **{"class": kind}).attributes


def test_a_verdict_shows_the_drawing_upon_the_truth(
    reply: Send, read_page: Look, seed: int
) -> None:
    """A line of the hand and a wide pale one for each curve; the reply is kept in the field."""
    page = read_page(reply(f"{URL}/{seed}", "answer", reply=RIGHT.replace("-0.75", "0")).text)
    figure = page.one("div", id="verdict-answer").one("figure")
    looks = [line.attributes["class"] for line in figure.all("polyline")]
    assert looks == [
        "plot-line pen-0 true",
        "plot-line pen-1 true",
        "plot-line pen-0",
        "plot-line pen-1",
    ]
    drawn = figure.all("polyline")[2].attributes["points"]
    assert len(re.findall(r"[\d.]+,[\d.]+", drawn)) == 3
    assert page.one("textarea", name="reply").text.startswith("up: 0 0")


def test_what_cannot_be_read_shows_no_truth(reply: Send, read_page: Look, seed: int) -> None:
    """It has cost nothing, so it gives nothing away."""
    page = read_page(reply(f"{URL}/{seed}", "answer", reply="up: 0 0").text)
    assert not page.one("div", id="verdict-answer").all("figure")
