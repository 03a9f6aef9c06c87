"""Formulas in Chromium, set in the font that Heldout brings, whatever fonts the system has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from heldout.typeset import html

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Page]
MATRIX = r"$(x)$ $$\begin{pmatrix} 1 & 2 \\ 3 & 4 \\ 5 & 6 \end{pmatrix}$$"
RARE = r"$\mathbf{W}\boldsymbol{\theta} \mathcal{L} \emptyset \mathbb{A} \mathbf{1}$"
COMMON = (
    r"$\hat y \tilde x \bar x \vec v \overline{ab} \underline{x} \widehat{xy} \dot x f'(x)$"
    r"$\mathbb{E}_{x \sim p} \lVert x \rVert \nabla \partial \infty \odot \otimes \oplus \leq \geq"
    r"\neq \approx \propto \in \notin \subset \cup \cap \to \leftarrow \mapsto \Rightarrow \top$"
    r"$$\sum_i \prod_j \int \sqrt{x} \underbrace{a}_n \left\lfloor \frac ab \right\rceil"
    r"\left\langle \Gamma \alpha \omega \right\rangle \operatorname{softmax} \ldots \cdots \ddots$$"
)


def _show(page: Page, markdown: str, family: str | None = None) -> None:
    """The text as the page's only content, when its fonts have come."""
    page.evaluate(
        """async ([markup, family]) => {
            document.querySelector("main").innerHTML = markup;
            for (const math of document.querySelectorAll("math"))
                if (family) math.style.fontFamily = family;
            document.body.offsetHeight; // lays out, which asks for the fonts
            await document.fonts.ready;
        }""",
        [html(markdown), family],
    )


def _growth(page: Page) -> float:
    """How much higher the last opening bracket is than the first."""
    growth: float = page.evaluate(
        """() => {
            const marks = [...document.querySelectorAll("mo")].filter(m => m.textContent === "(");
            const [first, last] = [marks.at(0), marks.at(-1)].map(m => m.getBoundingClientRect());
            return last.height / first.height;
        }"""
    )
    return growth


def _strange_fonts(page: Page) -> set[str]:
    """The fonts of the system that set a part of a formula."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    wanted = {"nodeId": root, "selector": "math :is(mi, mn, mo, mtext)"}
    nodes = session.send("DOM.querySelectorAll", wanted)["nodeIds"]
    assert nodes
    found: list[dict[str, Any]] = []
    for node in nodes:
        found += session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert found
    return {font["familyName"] for font in found if not font["isCustomFont"]}


def test_the_brackets_of_a_matrix_are_stretched(open_page: OpenPage) -> None:
    """With our font alone; a font without a MATH table would leave them as they are."""
    page = open_page("/about")
    _show(page, MATRIX, '"Heldout Math"')
    assert _growth(page) > 1.8
    assert _strange_fonts(page) == set()


@pytest.mark.parametrize("text", [COMMON, RARE], ids=["common", "rare"])
def test_no_character_of_a_formula_is_borrowed(open_page: OpenPage, text: str) -> None:
    """Accents, sets, operators, brackets; bold and script letters."""
    page = open_page("/about")
    _show(page, text)
    assert _strange_fonts(page) == set()


@pytest.mark.parametrize(("text", "rare"), [(COMMON, False), (RARE, True)], ids=["common", "rare"])
def test_rare_letters_load_their_font_and_common_ones_do_not(
    open_page: OpenPage, text: str, rare: bool
) -> None:
    """So that most pages pay for one font."""
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/about")
    _show(page, text)
    fonts = [url for url in asked if url.endswith(".woff2")]
    assert any("/math-more-" in url for url in fonts) is rare
    assert len(fonts) == 1 + rare


def test_a_question_page_is_set_in_our_font(open_page: OpenPage) -> None:
    """As it comes, with the font fetched once."""
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/questions/mlp-forward/3")
    page.evaluate("document.fonts.ready.then(() => null)")
    assert _strange_fonts(page) == set()
    assert len([url for url in asked if url.endswith(".woff2")]) == 1
