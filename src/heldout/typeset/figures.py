"""What a figure says in words, for those who do not see it."""

from __future__ import annotations

from xml.etree import ElementTree

__all__ = ["in_words"]


def in_words(figure: str) -> str:
    """The title and the description of an SVG; empty when it has neither or cannot be read."""
    try:
        root = ElementTree.fromstring(figure)
    except ElementTree.ParseError:
        return ""
    found = [
        " ".join("".join(item.itertext()).split())
        for item in root
        if item.tag.rpartition("}")[2] in ("title", "desc")
    ]
    return " ".join(text if text[-1:] in (".", "!", "?") else f"{text}." for text in found if text)
