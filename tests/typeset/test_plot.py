"""Axes and curves as an SVG."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.typeset.plot import Line, Paper, plot

PAPER = Paper((-4.0, 4.0), (0.0, 1.0), "z & more", "σ(z)")


def drawing(*lines: Line, paper: Paper = PAPER, **more: str) -> ElementTree.Element:
    """The SVG, read again."""
    return ElementTree.fromstring(plot(paper, lines, title="A <curve>", **more))


def numbers(svg: ElementTree.Element) -> list[float]:
    """What stands at the axes."""
    found = [item for item in svg.iter("text") if "plot-number" in item.get("class", "")]
    return [float(item.text or "") for item in found]


def test_it_is_well_formed_and_has_a_title_to_be_read_aloud() -> None:
    """Texts are escaped."""
    svg = drawing(name="a-b")
    assert svg.findtext("title") == "A <curve>"
    assert [item.text for item in svg.iter("text")][-2:] == ["z & more", "σ(z)"]
    assert [item.get("id") for item in svg.iter("g")] == ["a-b"]


def test_a_point_lies_where_the_axes_say() -> None:
    """Corners of the paper are corners of its box; up is up."""
    svg = drawing(Line([(-4, 0), (0, 0.5), (4, 1)], "pen-0"))
    left, top, width, height = map(float, svg.attrib["data-box"].split())
    (line,) = svg.iter("polyline")
    points = [tuple(map(float, pair.split(","))) for pair in line.attrib["points"].split()]
    assert points == [
        (left, top + height),
        (left + width / 2, top + height / 2),
        (left + width, top),
    ]


def test_what_lies_beyond_the_paper_stays_at_its_edge() -> None:
    """A curve that leaves the paper does not leave the drawing."""
    svg = drawing(Line([(-400, -9), (400, 9)], "pen-0"))
    _, _, wide, high = map(float, svg.attrib["viewBox"].split())
    (line,) = svg.iter("polyline")
    places = [float(number) for number in re.findall(r"-?[\d.]+", line.attrib["points"])]
    assert all(0 <= place <= max(wide, high) for place in places)


def test_named_lines_are_told_apart_in_a_legend() -> None:
    """In the look of the line; those without a name are not in it."""
    svg = drawing(Line([(0, 0), (1, 1)], "pen-0", "one"), Line([(0, 0), (1, 1)], "pen-1"))
    labels = [item.text for item in svg.iter("text") if item.get("class") == "plot-label"]
    assert labels == ["one"]


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_the_axes_have_round_numbers(low: float, span: float) -> None:
    """At least three and at most nine on each, inside it, evenly apart."""
    svg = drawing(paper=Paper((low, low + span), (0.0, 1.0)))
    shown = numbers(svg)[:-6]
    assert 2 <= len(shown) <= 9


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (-4, 4, [-4, -2, 0, 2, 4]),
        (0, 50, [0, 10, 20, 30, 40, 50]),
        (-1, 2, [-1, -0.5, 0, 0.5, 1, 1.5, 2]),
    ],
)
def test_both_ends_are_named_where_they_are_round(
    low: float, high: float, shown: list[float]
) -> None:
    """And zero is zero, never minus zero."""
    svg = drawing(paper=Paper((low, high), (0.0, 1.0)))
    assert numbers(svg)[: len(shown)] == shown
    assert "-0<" not in ElementTree.tostring(svg, encoding="unicode")
