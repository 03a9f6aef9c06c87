"""LaTeX to one line of Unicode text, for terminals: `\\frac{a+b}{2}` becomes `(a + b)/2`.

The formula goes through the same MathML as on a page, so that both doors read the same LaTeX.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

from math_core import LatexToMathML

from heldout.typeset.glyphs import decorated, lowered, raised
from heldout.typeset.pieces import Piece, Role, Strength, join, parenthesised

__all__ = ["plain_math", "plain_math_lines"]

_DEEPEST = 60  # nested further than this, a formula is shown as its characters in a row
_VARIATION = re.compile("[\ufe00-\ufe0f]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f]")
_INVISIBLE = frozenset("\u2061\u2062\u2063\u2064\u200b")
_OPENING, _CLOSING = frozenset("([{⌊⌈⟨⟦"), frozenset(")]}⌋⌉⟩⟧")
_BIG = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂⨀⋁⋀")
_ROLES = {
    **dict.fromkeys(_OPENING, Role.OPEN),
    **dict.fromkeys(_CLOSING, Role.CLOSE),
    **dict.fromkeys(_BIG, Role.BIG),
    **dict.fromkeys("|‖", Role.BAR),
    **dict.fromkeys(",;", Role.SEPARATOR),
    **dict.fromkeys("!′″‴", Role.POSTFIX),
    **dict.fromkeys("…⋯⋮⋱", Role.OPERAND),
    "/": Role.TIGHT,
    ".": Role.TEXT,
}
_FORMS = {"prefix": Role.OPEN, "postfix": Role.CLOSE}
_ROOTS = {"2": "√", "3": "∛", "4": "∜"}


@lru_cache(maxsize=2048)
def plain_math(latex: str) -> str:
    """The formula as one line of text; LatexError when it cannot be read."""
    return "; ".join(plain_math_lines(latex))


@lru_cache(maxsize=2048)
def plain_math_lines(latex: str) -> tuple[str, ...]:
    """The formula as text, one line for each row of an aligned display."""
    root = _parsed(_converter().convert_with_local_state(latex, displaystyle=False))
    children = list(root)
    if len(children) == 1 and children[0].tag == "mtable" and not _is_grid(children[0]):
        lines = tuple(_aligned_row(row, 1) for row in children[0])
    else:
        lines = (_row(children, 0).text,)
    return tuple(line.strip().replace("...", "…") for line in lines)


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


class _Reader(HTMLParser):
    """Reads markup as a browser does: the converter may repeat an attribute, which XML forbids."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.start(tag, {name: value or "" for name, value in reversed(attrs)})

    def handle_endtag(self, tag: str) -> None:
        self.tree.end(tag)

    def handle_data(self, data: str) -> None:
        self.tree.data(data)


def _parsed(markup: str) -> Element:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.tree.close()


def _row(children: list[Element], depth: int, *, tight: bool = False) -> Piece:
    return join([piece for child in children for piece in _pieces(child, depth)], tight=tight)


def _piece(element: Element, depth: int, *, tight: bool = False) -> Piece:
    return join(_pieces(element, depth), tight=tight)


def _pieces(element: Element, depth: int) -> list[Piece]:
    """What an element adds to its row: several pieces for a group, one or none for the rest."""
    if depth > _DEEPEST:
        return [Piece("".join(element.itertext()))]
    children = list(element)
    if element.tag in _TOKENS:
        return _token(element)
    if element.tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover"):
        return [_scripted(element, depth + 1)]
    if element.tag in _MAKERS:
        return [_MAKERS[element.tag](children, depth + 1, element)]
    if element.tag in ("mphantom", "annotation", "mprescripts"):
        return []
    if _is_fenced_table(children):
        return [_fenced_table(children, depth + 1)]
    return [piece for child in children for piece in _pieces(child, depth + 1)]


_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "mspace", "ms"})


def _token(element: Element) -> list[Piece]:
    if element.tag == "mspace":
        return [Piece(" ", Role.SPACE)] if _width(element) > 0.1 else []
    text = _SPACES.sub(" ", _VARIATION.sub("", "".join(element.itertext())))
    if element.tag == "mtext":
        if not text.strip():
            return [Piece(" ", Role.SPACE)]
        return [Piece(text, Role.TEXT, Strength.SUM if " " in text.strip() else Strength.ATOM)]
    if not text or text in _INVISIBLE:
        return []
    if element.tag == "mn":
        return [Piece(text, Role.NUMBER)]
    return [_identifier(text) if element.tag == "mi" else _operator(text, element)]


def _width(element: Element) -> float:
    match = re.match(r"([\d.]+)em", element.get("width", ""))
    return float(match[1]) if match else 0.0


def _identifier(text: str) -> Piece:
    if text in (":", ",", "."):
        return Piece(text, Role.SEPARATOR)
    if text == "%":
        return Piece(text, Role.POSTFIX)
    return Piece(text, Role.WORD if len(text) > 1 else Role.OPERAND)


def _operator(text: str, element: Element) -> Piece:
    role = _ROLES.get(text, Role.INFIX)
    if role is Role.BAR:
        role = _FORMS.get(element.get("form", ""), role)
    if role is Role.SEPARATOR and element.get("rspace") == "0":
        role = Role.TIGHT  # the comma of 1{,}000
    return Piece(text, role)


def _scripted(element: Element, depth: int) -> Piece:
    children = list(element)
    if element.get("accent") or element.get("accentunder"):
        return _accented(element, depth)
    base = _piece(children[0], depth)
    scripts = [_piece(child, depth, tight=True) for child in children[1:]]
    if element.tag in ("msup", "mover"):
        return _with_scripts(base, None, scripts[0])
    return _with_scripts(base, scripts[0], scripts[1] if len(scripts) > 1 else None)


def _with_scripts(base: Piece, below: Piece | None, above: Piece | None) -> Piece:
    text = base.text
    if base.role in (Role.OPERAND, Role.FRACTION, Role.TEXT) and text[-1:] not in ("|", "‖"):
        text = parenthesised(base, Strength.ATOM)
    ragged = False
    for mark, script, shift in (("_", below, lowered), ("^", above, raised)):
        if script is None or not script.text:
            continue
        shifted = shift(script.text)
        ragged = shifted is None and len(script.text) == 1
        text += shifted or f"{mark}{_script_text(script.text)}"
    role = {Role.BAR: Role.CLOSE, Role.SPACE: Role.OPERAND, Role.FRACTION: Role.OPERAND}
    kept = role.get(base.role, base.role)
    return Piece(text, kept, Strength.ATOM, ragged)


def _script_text(text: str) -> str:
    whole = text[0] == "(" and text[-1] == ")" and text.count("(") == 1
    return text if whole or len(text) == 1 else f"({text})"


def _accented(element: Element, depth: int) -> Piece:
    inner, mark = list(element)
    base = _piece(inner, depth)
    accent = "".join(mark.itertext()).strip()
    text = decorated(base.text, accent, under=element.tag == "munder")
    if text is None:  # a brace, which only groups
        return Piece(parenthesised(base, Strength.ATOM))
    return Piece(text, base.role if base.role is Role.WORD else Role.OPERAND)


def _fraction(children: list[Element], depth: int, element: Element) -> Piece:
    over, under = (_piece(child, depth) for child in children)
    if element.get("linethickness") in ("0", "0px", "0em"):
        return Piece(f"{over.text} choose {under.text}", Role.OPERAND, Strength.SUM)
    text = f"{parenthesised(over, Strength.SIGNED)}/{parenthesised(under, Strength.ATOM)}"
    return Piece(text, Role.FRACTION, Strength.DIVISION)


def _square_root(children: list[Element], depth: int, _element: Element) -> Piece:
    return _rooted(_row(children, depth), "√")


def _nth_root(children: list[Element], depth: int, _element: Element) -> Piece:
    index = _piece(children[1], depth, tight=True).text
    sign = _ROOTS.get(index) or f"{raised(index) or f'({index})'}√"
    return _rooted(_piece(children[0], depth), sign)


def _rooted(inside: Piece, sign: str) -> Piece:
    bare = inside.strength is Strength.ATOM and not any(mark in inside.text for mark in "()^ ")
    return Piece(f"{sign}{inside.text}" if bare else f"{sign}({inside.text})")


def _multiscripts(children: list[Element], depth: int, _element: Element) -> Piece:
    tags = [child.tag for child in children]
    split = tags.index("mprescripts") if "mprescripts" in tags else len(children)
    piece = _piece(children[0], depth)
    for below, above in _pairs(children[1:split], depth):
        piece = _with_scripts(piece, below, above)
    for below, above in _pairs(children[split + 1 :], depth):
        prefix = _with_scripts(Piece(""), below, above).text
        piece = Piece(prefix + piece.text, piece.role)
    return piece


def _pairs(children: list[Element], depth: int) -> list[tuple[Piece, Piece]]:
    pieces = [_piece(child, depth, tight=True) for child in children]
    return list(zip(pieces[::2], pieces[1::2], strict=False))


def _table(_children: list[Element], depth: int, element: Element) -> Piece:
    if _is_grid(element):
        return Piece(f"[{_grid(element, depth)}]")
    return Piece("; ".join(_aligned_row(row, depth) for row in element), strength=Strength.SUM)


def _is_grid(table: Element) -> bool:
    """Whether the cells stand apart, as in a matrix, rather than continue one another."""
    return table.get("displaystyle") != "true"


def _is_fenced_table(children: list[Element]) -> bool:
    return [child.tag for child in children] == ["mo", "mtable", "mo"]


def _fenced_table(children: list[Element], depth: int) -> Piece:
    left, right = children[0].text or "", children[2].text or ""
    if left == "{" and right in _INVISIBLE:
        return Piece(f"{{{_cases(children[1], depth)}}}")
    edge = "" if right in _INVISIBLE else right
    return Piece(f"{left}{_grid(children[1], depth)}{edge}")


def _grid(table: Element, depth: int) -> str:
    rows = [[_row(list(cell), depth).text for cell in row] for row in table]
    wide = any(" " in cell for row in rows for cell in row)
    return "; ".join((", " if wide else " ").join(row) for row in rows)


def _cases(table: Element, depth: int) -> str:
    return "; ".join(_case([_row(list(cell), depth) for cell in row]) for row in table)


def _case(cells: list[Piece]) -> str:
    text = ""
    for cell in cells:
        value = cell.text.strip()
        if text and value:
            text += " " if text.endswith(",") or value[:2].isalpha() else ", "
        text += value
    return text


def _aligned_row(row: Element, depth: int) -> str:
    cells = [cell for cell in row if len(cell)]
    numbered = [cell for cell in cells if "width" in cell.get("style", "")]
    formula = _row([child for cell in cells if cell not in numbered for child in cell], depth)
    return "   ".join([formula.text, *("".join(cell.itertext()) for cell in numbered)])


_MAKERS = {
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _nth_root,
    "mmultiscripts": _multiscripts,
    "mtable": _table,
}
