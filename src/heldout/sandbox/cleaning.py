"""Text from a child as plain text, which no terminal obeys."""

from __future__ import annotations

__all__ = ["clean"]


def clean(text: str) -> str:
    """The text with control characters made visible, so that no terminal obeys them."""
    return text.translate(_CONTROL)


_CONTROL = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(32), *range(127, 160), *range(0xD800, 0xE000), *range(0x202A, 0x202F))
    if chr(code) not in "\n\t\r"
} | {ord("\r"): "\n", **dict.fromkeys(range(0x2066, 0x206A), "\N{REPLACEMENT CHARACTER}")}
