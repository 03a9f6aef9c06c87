"""LaTeX to MathML that needs no script and no inline style."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from math_core import LatexError, LatexToMathML

__all__ = ["LatexError", "mathml"]

_STYLE = re.compile(r' style="([^"]*)"')


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


@lru_cache(maxsize=4096)
def mathml(latex: str, *, display: bool = False) -> str:
    """A `<math>` element; LatexError when the formula cannot be read.

    The converter aligns columns by style attributes, which a strict Content-Security-Policy
    forbids: each declaration becomes a class (`text-align: left` -> `text-align-left`), and the
    stylesheet gives these classes their meaning.
    """
    markup = _converter().convert_with_local_state(latex, displaystyle=display)
    return _STYLE.sub(_as_class, markup)


def _as_class(match: re.Match[str]) -> str:
    declarations = [item.strip() for item in match[1].split(";") if item.strip()]
    names = [re.sub(r"[^a-z0-9]+", "-", item.lower()).strip("-") for item in declarations]
    return f' class="{" ".join(names)}"'
