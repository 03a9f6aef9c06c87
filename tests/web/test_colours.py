"""Text can be read on every ground that it stands on, by day and by night."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLE = Path(__file__).parents[2] / "frontend" / "src" / "style.css"
ON_PAPER = ["ink", "soft", "accent", "right", "partly", "wrong"]
ON_CODE = ["ink", "key", "text", "number", "name", "comment"]
PAIRS = [
    *((text, ground) for text in ON_PAPER for ground in ("paper", "card")),
    *((text, "sunk") for text in (*ON_CODE, "soft")),
    *((text, "card") for text in ON_CODE),
    *((tone, f"{tone}-wash") for tone in ("right", "partly", "wrong")),
    *(("ink", f"{tone}-wash") for tone in ("right", "partly", "wrong")),
    *((text, "wash") for text in ("ink", "accent", "soft")),
    ("on-accent", "accent"),
]


def _palettes() -> dict[str, tuple[str, str]]:
    text = STYLE.read_text(encoding="utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", text)
    return {name: (light, dark) for name, light, dark in pairs}


def _luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_formula_is_the_one_of_wcag() -> None:
    """Black on white is 21, a colour on itself is 1, and a known grey is just below AA."""
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#123456", "#123456") == pytest.approx(1)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("night", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_has_the_contrast_of_aa(text: str, ground: str, night: bool) -> None:
    """At least 4.5 to 1."""
    palettes = _palettes()
    assert _contrast(palettes[text][night], palettes[ground][night]) >= 4.5


@pytest.mark.parametrize("night", [False, True], ids=["light", "dark"])
def test_edges_of_controls_can_be_seen(night: bool) -> None:
    """At least 3 to 1 for what shows where a field is."""
    palettes = _palettes()
    for ground in ("paper", "card"):
        assert _contrast(palettes["edge"][night], palettes[ground][night]) >= 3
