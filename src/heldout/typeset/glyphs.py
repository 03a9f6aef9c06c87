"""The Unicode characters that lift, lower and decorate others, for mathematics on one line."""

from __future__ import annotations

import unicodedata

__all__ = ["decorated", "lowered", "raised"]

_RAISED = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδεθφχ′″‴*∗∘⊤†",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᵋᶿᵠᵡ′″‴**°ᵀ†",
        strict=True,
    )
)
_LOWERED = dict(
    zip(
        "0123456789+-−=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
_OVER = {
    "ˆ": "\u0302",
    "\u0302": "\u0302",
    "^": "\u0302",
    "¯": "\u0304",
    "\u0332": "\u0305",  # the converter draws an overline with the low line's character
    "‾": "\u0305",
    "˜": "\u0303",
    "\u0303": "\u0303",
    "~": "\u0303",
    "˙": "\u0307",
    "¨": "\u0308",
    "⃛": "\u20db",
    "ˇ": "\u030c",
    "´": "\u0301",
    "`": "\u0300",
    "˘": "\u0306",
    "˚": "\u030a",
    "⃗": "\u20d7",
    "→": "\u20d7",
    "⃖": "\u20d6",
    "←": "\u20d6",
}
_UNDER = {"\u0332": "\u0332", "_": "\u0332", "˜": "\u0330", "\u0330": "\u0330"}
_NAMES = {
    "\u0302": "hat",
    "\u0303": "tilde",
    "\u0307": "dot",
    "\u0308": "ddot",
    "\u20d7": "vec",
    "\u0330": "utilde",
}


def raised(text: str) -> str | None:
    """The text as superscript characters, or None when one of them does not exist."""
    return _translated(text, _RAISED)


def lowered(text: str) -> str | None:
    """The text as subscript characters, or None when one of them does not exist."""
    return _translated(text, _LOWERED)


def decorated(text: str, accent: str, *, under: bool = False) -> str | None:
    """The text with an accent over (or under) it; None when the accent is not known.

    A single character takes the accent itself, lines run along every character, and any other
    accent over several is spelt: `hat(abc)`.
    """
    mark = (_UNDER if under else _OVER).get(accent)
    if mark is None or not text:
        return None
    if len(_base_characters(text)) == 1:
        return unicodedata.normalize("NFC", text + mark)
    if mark in _NAMES:
        return f"{_NAMES[mark]}({text})"
    return "".join(character + mark for character in text)


def _translated(text: str, table: dict[str, str]) -> str | None:
    if not text or any(character not in table for character in text):
        return None
    return "".join(table[character] for character in text)


def _base_characters(text: str) -> str:
    return "".join(
        character
        for character in unicodedata.normalize("NFD", text)
        if not unicodedata.combining(character)
    )
