"""LaTeX to MathML that needs no script and no inline style."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from math_core import LatexError, LatexToMathML

__all__ = ["LatexError", "as_classes", "mathml"]

_STYLE = re.compile(r' style="([^"]*)"')

# The converter writes lines and arrows over and under letters with combining characters. These have
# no width and hang to the left, and browsers, which centre them as they are, put them beside the
# letter; characters that stand by themselves come out in the middle.
_STANDING = {
    "\u0332</mo></mover>": "\u203e</mo></mover>",
    "\u0332</mo></munder>": "_</mo></munder>",
    ' stretchy="false">\u20d7</mo>': ' stretchy="false" scriptlevel="+1">→</mo>',
}


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


@lru_cache(maxsize=4096)
def mathml(latex: str, *, display: bool = False) -> str:
    """A `<math>` element; LatexError when the formula cannot be read.

    The converter aligns columns by style attributes; they leave as classes.
    """
    markup = _converter().convert_with_local_state(latex, displaystyle=display)
    for hanging, standing in _STANDING.items():
        markup = markup.replace(hanging, standing)
    return _STYLE.sub(lambda style: f' class="{as_classes(style[1])}"', markup)


def as_classes(style: str) -> str:
    """Class names that stand for the declarations of a style attribute, one for each.

    A strict Content-Security-Policy forbids the attribute, so `text-align: left` becomes
    `text-align-left`, and the stylesheet of the page gives the name its meaning.
    """
    declarations = [item.strip() for item in style.lower().split(";")]
    return " ".join(re.sub(r"[^a-z0-9]+", "-", item).strip("-") for item in declarations if item)
