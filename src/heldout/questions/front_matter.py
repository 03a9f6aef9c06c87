"""The YAML at the top of a question, with the line on which each field stands."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from heldout.errors import PackError

__all__ = ["FieldPath", "FrontMatter", "split_front_matter"]

FieldPath = tuple[str | int, ...]

_FENCED = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TEXT, _LIST = "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq"
_COLON = "mapping values are not allowed here"


@dataclass(frozen=True)
class FrontMatter:
    """Fields as plain Python values; `lines` maps the path of a field to its line in the file."""

    file: Path
    fields: Mapping[str, Any]
    lines: Mapping[FieldPath, int]

    def problem(self, message: str, *path: str | int) -> PackError:
        """The PackError that points at the field, or at the nearest field around it."""
        known = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in self.lines), ())
        name = ".".join(str(step) for step in path) or None
        return PackError(message, file=self.file, line=self.lines.get(known, 1), field=name)

    def refuse(self, message: str, *path: str | int) -> NoReturn:
        """Raise the problem."""
        raise self.problem(message, *path)

    def text(self, name: str) -> str:
        """A field that must be text."""
        value = self.fields.get(name)
        if value is None:
            self.refuse("must be given, as text", name)
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"must be text, in quotes if need be; given {value!r}", name)
        return value.strip()

    def texts(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        """A field that must be a list of texts."""
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.refuse(f"must be a list of texts, such as [one, two]; given {value!r}", name)
        if needed and not value:
            self.refuse("must name at least one, such as [one]", name)
        return tuple(value)


_QUICK_LOADER: Any = getattr(yaml, "CSafeLoader", None)


def split_front_matter(file: Path) -> tuple[FrontMatter, str, int]:
    """The front matter, the Markdown below it, and the line on which that begins."""
    try:
        text = file.read_text(encoding="utf-8-sig")  # some editors begin a file with a mark
    except OSError as error:
        raise PackError(f"must be there and readable: {error.strerror}", file=file) from None
    except UnicodeDecodeError as error:
        wrong = f"{error.reason} at byte {error.start}"
        raise PackError(f"must be saved as UTF-8 text: {wrong}", file=file) from None
    found = _FENCED.match(text)
    if not found:
        raise PackError("must begin with front matter between two lines of ---", file=file, line=1)
    return _read(file, found[1]), text[found.end() :], found[1].count("\n") + 3


def _read(file: Path, head: str) -> FrontMatter:
    try:
        lines, fields = _load(file, head)
    except yaml.reader.ReaderError as error:
        line = head.count("\n", 0, error.position) + 2
        text = f"must hold no control characters; given {chr(int(error.character))!r}"
        raise PackError(text, file=file, line=line) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise PackError(f"must be valid YAML: {_what(error)}", file=file, line=line) from None
    except ValueError as error:  # what looks like a date or a number, and is none
        text = f"must be valid YAML: {error}; put what is meant as text in quotes"
        raise PackError(text, file=file, line=2) from None
    except RecursionError:
        text = "must not refer to itself, nor be nested hundreds deep"
        raise PackError(text, file=file, line=2) from None
    return FrontMatter(file, fields, lines)


def _load(file: Path, head: str) -> tuple[dict[FieldPath, int], dict[str, Any]]:
    """Line and value of each field: by libyaml, which is eight times as fast, and by Python where
    there is none, or something is wrong, which Python says in more words."""
    if _QUICK_LOADER is not None:
        with contextlib.suppress(yaml.YAMLError, ValueError, RecursionError):
            return _load_by(_QUICK_LOADER, file, head)
    return _load_by(yaml.SafeLoader, file, head)


def _load_by(kind: Any, file: Path, head: str) -> tuple[dict[FieldPath, int], dict[str, Any]]:
    loader = kind(head)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise PackError("front matter must be fields, such as 'id: …'", file=file, line=2)
        lines: dict[FieldPath, int] = {}
        _note_lines(file, node, (), lines)
        return lines, _value(loader, node)
    finally:
        loader.dispose()


def _value(loader: Any, node: yaml.Node) -> Any:
    """What `construct_document` gives. Nearly all is text in lists and mappings, for which that
    takes longer than to parse it."""
    if node.tag == _TEXT:
        return node.value
    if isinstance(node, yaml.SequenceNode) and node.tag == _LIST:
        return [_value(loader, item) for item in node.value]
    if isinstance(node, yaml.MappingNode) and all(key.tag == _TEXT for key, _ in node.value):
        return {key.value: _value(loader, item) for key, item in node.value}
    return loader.construct_document(node)


def _what(error: yaml.MarkedYAMLError) -> str:
    began = f" (begun on line {error.context_mark.line + 2})" if error.context_mark else ""
    what = f"{error.context}{began}, {error.problem}" if error.context else f"{error.problem}"
    return f"{what}; put a text that holds a colon in quotes" if _COLON in what else what


def _note_lines(file: Path, node: yaml.Node, path: FieldPath, lines: dict[FieldPath, int]) -> None:
    lines[path] = node.start_mark.line + 2  # one for counting from 0, one for the fence
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            step, line = (*path, str(key.value)), key.start_mark.line + 2
            if step in lines:
                text = f"must be given once; line {lines[step]} has it already"
                raise PackError(text, file=file, line=line, field=".".join(map(str, step)))
            _note_lines(file, value, step, lines)
            lines[step] = line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(file, value, (*path, index), lines)
