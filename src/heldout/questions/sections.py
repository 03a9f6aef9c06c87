"""The Markdown of a question, cut at its first-level headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from heldout.errors import PackError

__all__ = ["Section", "split_items", "split_sections"]

_HEADING = re.compile(r"^# +(.+?)\s*$")
_FENCE = re.compile(r"^(`{3,}|~{3,})")
_ITEM = re.compile(r"^(?:\d+[.)]|[-*])\s+(.*)$")


@dataclass(frozen=True, slots=True)
class Section:
    """The text under one heading, and the line of that heading in the file."""

    name: str
    text: str
    line: int


def split_sections(body: str, file: Path, first_line: int) -> dict[str, Section]:
    """The sections by name; PackError when one comes twice or text stands before the first."""
    cuts = _headings(body)
    lines = body.split("\n")
    before = lines[: cuts[0][0]] if cuts else lines
    if "".join(before).strip():
        raise PackError(
            "text must stand under a heading such as '# Prompt'", file=file, line=first_line
        )
    sections: dict[str, Section] = {}
    for (start, name), (end, _) in zip(cuts, [*cuts[1:], (len(lines), "")], strict=True):
        if name in sections:
            raise PackError(f"'# {name}' must come once", file=file, line=first_line + start)
        text = "\n".join(lines[start + 1 : end]).strip()
        sections[name] = Section(name, text, first_line + start)
    return sections


def _headings(body: str) -> list[tuple[int, str]]:
    """Line number and name of each first-level heading that is not inside a code fence."""
    found, fence = [], ""
    for number, line in enumerate(body.split("\n")):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif fence and line.strip() == fence:
            fence = ""
        heading = _HEADING.match(line)
        if heading and not fence:
            found.append((number, heading[1]))
    return found


def split_items(section: Section, file: Path) -> tuple[str, ...]:
    """The items of a list; what is indented or follows without a marker belongs to the item."""
    items: list[list[str]] = []
    for line in section.text.split("\n"):
        start = _ITEM.match(line)
        if start:
            items.append([start[1]])
        elif items:
            items[-1].append(line.removeprefix("   ").removeprefix("  "))
        elif line.strip():
            raise PackError(
                f"'# {section.name}' must be a list ('1. …' or '- …')", file=file, line=section.line
            )
    return tuple("\n".join(item).strip() for item in items)
