"""The fonts of formulas have what formulas are written with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from heldout.practice import Practice
from heldout.records import Variant
from heldout.typeset import html

SOURCES = Path(__file__).parents[2] / "frontend" / "src"
INVISIBLE = set("\u2061\u2062\u2063\u2064\u200b\u00a0")


def _characters(name: str) -> set[str]:
    """What the list of that font names."""
    text = re.sub(r"(?m)^# .*$", "", (SOURCES / f"{name}.txt").read_text(encoding="utf-8"))
    named: set[str] = set()
    for token in text.split():
        if span := re.fullmatch(r"U\+(\w{4,5})(?:-(\w{4,5}))?", token):
            first, last = int(span[1], 16), int(span[2] or span[1], 16)
            named |= set(map(chr, range(first, last + 1)))
        else:
            named |= set(token)
    return named


def _upright(character: str) -> str:
    kind, *code = unicodedata.decomposition(character).split() or [""]
    return chr(int(code[0], 16)) if kind == "<font>" else character


def _texts(variant: Variant) -> Iterator[str]:
    yield from (variant.prompt, *variant.hints, variant.explanation, *variant.follow_ups)
    for part in variant.parts:
        yield part.prompt
        yield from (option.text for option in part.options)


def test_every_formula_of_the_packs_can_be_set(practice: Practice) -> None:
    """A letter also where a browser makes it italic."""
    fonts = _characters("math") | _characters("math-more") | INVISIBLE
    plain = fonts | {_upright(character) for character in fonts}
    seen = set()
    for question in practice.library.questions.values():
        for text in _texts(practice.variant(question.id, 1)):
            for formula in re.findall(r"<math.*?</math>", html(text), re.DOTALL):
                seen |= set(unescape(re.sub(r"<[^>]*>", "", formula)))
    assert len(seen) > 50
    assert seen <= plain


def test_the_second_font_loads_for_its_own_characters_only() -> None:
    """The range in the stylesheet has all of them, and none of the first font's. The selector of
    empty sets and script letters is in both; it comes only after one of the others."""
    style = (SOURCES / "style.css").read_text(encoding="utf-8")
    (ranges,) = re.findall(r"unicode-range: ([^;]*);", style)
    spans = [span.removeprefix("U+").split("-") for span in ranges.split(", ")]
    asked = {chr(code) for first, *last in spans for code in _span(first, *last)}
    assert _characters("math-more") - {"\ufe00"} <= asked
    assert not asked & _characters("math")


def _span(first: str, last: str | None = None) -> range:
    return range(int(first, 16), int(last or first, 16) + 1)


@pytest.mark.parametrize("character", "()[]{}|/‖⌊⌋⌈⌉⟨⟩√∑∏∫⋃⋂⨁⨂⏞⏟‾_→←⇒ ")
def test_what_stretches_is_in_the_first_font(character: str) -> None:
    """A browser stretches with the font that has the space."""
    assert character in _characters("math")
