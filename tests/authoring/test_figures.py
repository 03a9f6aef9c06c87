"""Figures that pack authors draw: sound SVG, nothing outside it, and all of it in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.authoring.figures import (
    Add,
    Bar,
    Box,
    Curve,
    Grid,
    Layer,
    Mark,
    Shade,
    Skip,
    blocks,
    grids,
    network,
    panel_width,
    panels,
    plot,
)
from heldout.authoring.figures.canvas import SIZE, Canvas, number, text_width
from heldout.authoring.figures.scale import Scale, ticks

SVG = "{http://www.w3.org/2000/svg}"
AXES = {"title": "A <plot>", "x": (0, 1), "y": (0, 1), "x_label": "x & y", "y_label": "σ(x)"}


def loss(**more: object) -> str:
    """Two curves, a point, a stretch."""
    return plot(
        **{  # type: ignore[arg-type]
            **AXES,
            "curves": [
                Curve([(0, 0.9), (0.5, 0.4), (1, 0.1)], "training", "dashed"),
                Curve([(0, 1.0), (0.5, 0.5), (1, 0.7)], "validation", dots=True),
            ],
            "marks": [Mark(0.5, 0.5, "E")],
            "shades": [Shade(0.5, 1, "later")],
            **more,
        }
    )


def roc() -> str:
    """A staircase with its area."""
    steps = Curve([(0, 0), (0.1, 0.5), (1, 1)], "model", steps=True, shaded=True)
    return plot(**AXES, curves=[steps, Curve([(0, 0), (1, 1)], "chance", "dotted")])


def small(*dropped: str, width: float = 360) -> str:
    """Two inputs, two hidden units, one output."""
    layers = [Layer(["x_1", "x_2"], "inputs"), Layer(["h_1", "h_2"]), Layer(["y"], "output")]
    if width < 360:
        layers = [Layer(layer.units) for layer in layers]
    return network(layers, title="A network", dropped=dropped, width=width)


def residual(missing: bool = False) -> str:
    """A block with a way around it."""
    steps = [
        Box("x", bare=True, says="64×8×8"),
        Box("A", missing=True) if missing else Box("3×3 conv"),
        Box("ReLU"),
        Add(),
        Box("y", bare=True),
    ]
    return blocks(steps, title="A block", skips=[Skip(0, 3, "1×1 conv")])


def convolution() -> str:
    """An input with its window, a kernel, and what is asked."""
    return grids(
        Grid([[1, -2, 0.5], [0, 3, 1], [2, 1, 0]], "input", window=(0, 1, 2, 2), padding=1),
        "∗",
        Grid([[1, 0], [-1, 1]], "kernel"),
        "=",
        Grid([["?", "?"]] * 2, "output"),
        title="A convolution",
    )


PICTURES: dict[str, Callable[[], str]] = {
    "loss": loss,
    "roc": roc,
    "log": lambda: loss(x=(1e-6, 1), log_x=True, curves=[Curve([(1e-6, 0.1), (1, 0.9)])], marks=[]),
    "bars": lambda: plot(**{**AXES, "y": (0, 100)}, bars=[Bar("cat", 30), Bar("dog", 95)]),
    "network": small,
    "weights": lambda: network(
        [Layer(["a", "b"]), Layer(["c"])], title="W", weights={("a", "c"): "0.5", ("b", "c"): "−2"}
    ),
    "wide": lambda: network([Layer(8, "8"), Layer(16, "16")], title="Wide", skips=[(0, 1)]),
    "some edges": lambda: network(
        [Layer(["a", "b"]), Layer(["c"])], title="W", only=[("a", "c")], between=["W"]
    ),
    "dropped": lambda: small("h_1"),
    "blocks": residual,
    "missing": lambda: residual(True),
    "grids": convolution,
    "confusion": lambda: grids(
        Grid([[80, 20], [5, 99895]], row_heads=["attack", "normal"], column_heads=["yes", "no"]),
        title="Counts",
    ),
    "panels": lambda: panels(
        ("A", small("x_1", width=panel_width(2))),
        ("B", small("x_1", "h_1", width=panel_width(2))),
        ("C", small(width=panel_width(2))),
        title="Three",
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_it_is_sound_and_needs_no_style(name: str) -> None:
    """XML with a title and a description, in currentColor, without styles, scripts or ids."""
    svg = ElementTree.fromstring(PICTURES[name]())
    assert svg.tag == f"{SVG}svg"
    assert [item.tag for item in svg][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert svg.findtext(f"{SVG}title")
    assert svg.findtext(f"{SVG}desc")
    for item in svg.iter():
        assert not {"style", "class", "id", "href"} & set(item.attrib)
        assert item.tag.removeprefix(SVG) not in ("style", "script", "image", "a")
        for paint in ("fill", "stroke"):
            assert item.get(paint) in (None, "none", "currentColor")


@pytest.mark.parametrize("name", PICTURES)
def test_it_fits_a_phone_and_can_be_read_there(name: str) -> None:
    """As wide as a phone, not much higher, and no text smaller than 12 pixels but subscripts."""
    svg = ElementTree.fromstring(PICTURES[name]())
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    assert width == 360
    assert 40 < height < 420
    for text in svg.iter(f"{SVG}text"):
        assert float(text.attrib["font-size"]) * 328 / width >= 12


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_lies_outside(name: str) -> None:
    """Every place of a shape that stands in the picture itself is inside it."""
    svg = ElementTree.fromstring(PICTURES[name]())
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    (group,) = (item for item in svg if item.tag == f"{SVG}g")
    for item in group:
        if item.tag == f"{SVG}g":  # a panel: checked where it was made
            continue
        points = re.findall(r"(-?[\d.]+),(-?[\d.]+)", item.get("points", ""))
        points += [(item.get(a, "0"), item.get(b, "0")) for a, b in (("x", "y"), ("cx", "cy"))]
        for x, y in points:
            assert -0.1 <= float(x) <= width + 0.1
            assert -0.1 <= float(y) <= height + 0.1


def test_different_values_make_different_pictures() -> None:
    """And the same ones the same."""
    drawn = [make() for make in PICTURES.values()]
    assert all(one != other for one, other in combinations(drawn, 2))
    assert small("h_1") != small("h_2")
    assert small("h_1") == small("h_1")


def words(picture: str) -> str:
    """The description."""
    return ElementTree.fromstring(picture).findtext(f"{SVG}desc") or ""


def test_a_plot_is_told() -> None:
    """Axes, points of curves, marks, stretches and bars."""
    told = words(loss())
    for piece in (
        "Across: x & y, from 0 to 1.",
        "The dashed curve “training” goes through (0, 0.9), (0.5, 0.4), (1, 0.1).",
        "Point E is at (0.5, 0.5).",
        "The stretch from 0.5 to 1 is darkened and called “later”.",
    ):
        assert piece in told
    assert "staircase “model”" in words(roc())
    assert "logarithmic" in words(PICTURES["log"]())
    assert words(PICTURES["bars"]()).endswith("Bar cat: 30. Bar dog: 95.")


def test_a_long_curve_is_told_by_some_points_with_its_ends_and_turns() -> None:
    """The lowest and the highest are always among them."""
    points = [(x / 100, 0.5) for x in range(101)]
    points[33], points[67] = (0.33, 0.1), (0.67, 0.9)
    told = words(plot(**AXES, curves=[Curve(points)]))
    assert "(0, 0.5)" in told
    assert "(0.33, 0.1)" in told
    assert "(0.67, 0.9)" in told
    assert told.count("(") < 20


def test_a_network_is_told() -> None:
    """Layers, names, edges, weights, dropped units, arcs."""
    told = words(small("h_1"))
    assert "Layer 1 (inputs) has 2 units: x1, x2." in told
    assert told.endswith("Crossed out, with their edges gone: h1.")
    assert "a to c: 0.5, b to c: −2." in words(PICTURES["weights"]())
    assert "straight to layer 2" in words(PICTURES["wide"]())
    assert "The edges: a to c. Between layers 1 and 2: W." in words(PICTURES["some edges"]())


def test_edges_of_dropped_units_are_gone() -> None:
    """Six edges in all; one hidden unit has three of them."""

    def edges(picture: str) -> int:
        return len(re.findall(r'stroke-opacity="0.75"', picture))

    assert edges(small()) == 6
    assert edges(small("h_1")) == 3
    assert edges(small("x_1", "x_2", "h_1", "h_2")) == 0


def test_blocks_are_told() -> None:
    """In order, with what is missing, and the way around."""
    told = words(residual(True))
    assert "x (64×8×8); missing box A; box “ReLU”; a circle with the sign +; y." in told
    assert "through the box “1×1 conv” into a circle with the sign +." in told


def test_grids_are_told() -> None:
    """Row by row, with heads, window and padding."""
    told = words(convolution())
    assert "row 1: 1, −2, 0.5; row 2: 0, 3, 1" in told
    assert "2 by 2 cells, from row 1 and column 2" in told
    assert "padding" in told
    assert "attack: yes 80, no 20; normal: yes 5, no 99895." in words(PICTURES["confusion"]())


def test_grids_that_do_not_fit_beside_each_other_go_below() -> None:
    """The picture becomes higher, not wider."""
    wide = Grid([[1] * 7] * 2)
    one, two = grids(wide, title="one"), grids(wide, wide, title="two")
    heights = [float(re.findall(r'viewBox="0 \S+ 360 (\S+)"', item)[0]) for item in (one, two)]
    assert heights[1] > 1.6 * heights[0]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: grids(Grid([["too long for a cell" * 3]]), title="x"), "must lie inside"),
        (lambda: blocks([Box("a word " * 20)], title="x"), "must lie inside"),
        (lambda: loss(curves=[Curve([(0, 2)])]), "must lie within the axes"),
        (lambda: loss(curves=[Curve([(0, 0), (1, 1)], look="wavy")]), "look must be one of"),
        (lambda: network([Layer(["a"])], title="x", only=[("a", "b")]), "must join two units"),
        (lambda: panels(("A", "<svg/>"), title="x"), "must be pictures"),
    ],
)
def test_what_cannot_be_drawn_is_refused(make: Callable[[], str], said: str) -> None:
    """With a sentence for the author."""
    with pytest.raises(ValueError, match=said):
        make()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (-3, "−3"),
        (0.25, "0.25"),
        (1e-3, "0.001"),
        (1e-6, "10⁻⁶"),
        (2e-7, "2×10⁻⁷"),
        (123456.0, "123456"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_numbers_are_written_as_people_do(value: float, written: str) -> None:
    """No e-06, no binary dust."""
    assert number(value) == written


@given(st.floats(-1e4, 1e4), st.floats(0.01, 1e4))
def test_ticks_are_round_and_inside(low: float, span: float) -> None:
    """Never fewer than two, never more than nine."""
    found = ticks(low, low + span)
    assert 2 <= len(found) <= 9
    assert all(low - 1e-6 <= value <= low + span + 1e-6 for value in found)


def test_a_logarithmic_scale_has_equal_factors_equally_far_apart() -> None:
    """And writes powers of ten."""
    scale = Scale(1e-4, 1, 0, 100, log=True)
    assert scale.at(1e-2) == pytest.approx(50)
    assert list(scale.round_values(5)) == pytest.approx([1e-4, 1e-3, 1e-2, 0.1, 1])


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=12))
def test_any_text_stays_text(text: str) -> None:
    """It is escaped, and its width grows with it."""
    canvas = Canvas()
    canvas.text(180, 20, text)
    ElementTree.fromstring(canvas.svg(text, text))
    assert text_width(text + "m") >= text_width(text) + 0.99 * SIZE
