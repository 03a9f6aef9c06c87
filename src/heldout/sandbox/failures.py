"""What a candidate's exception looks like to the candidate: own frames, own lines, no paths.

Runs in the child, so it may be lied to; the judge checks types, caps lengths and cleans the text.
"""

from __future__ import annotations

import linecache
import os
import sys
from types import TracebackType

__all__ = ["DRIVER", "FILE", "MODULE", "describe", "remember_source"]

MODULE = "answer"
FILE = f"{MODULE}.py"
DRIVER = "driver"  # the module that calls it, where there is one
_SHOWN = (FILE, f"{DRIVER}.py")
_TEXT_CAP = 2000
_FRAMES_SHOWN = 12


def remember_source(source: str, module: str = MODULE) -> None:
    """Let tracebacks and warnings quote the source, which is in no file."""
    lines = [line + "\n" for line in source.split("\n")]
    linecache.cache[f"{module}.py"] = (len(source), None, lines, f"{module}.py")


def describe(error: BaseException) -> tuple[str, str, int | None, str]:
    """Type, message, line in the source, and traceback of an exception."""
    name = type(error).__name__
    message = _message(error)
    frames = _shown_frames(error.__traceback__)
    line = next((line for file, line, _ in reversed(frames) if file == FILE), None)
    if isinstance(error, SyntaxError) and error.filename == FILE:
        line = error.lineno
        message = error.msg or message
        frames = [*frames, (FILE, error.lineno or 1, "<module>")]
    return name[:200], message, line, _traceback(frames, name, message)


def _message(error: BaseException) -> str:
    try:
        text = str(error)
    except BaseException as other:
        text = f"(its message could not be made: {type(other).__name__})"
    return _without_paths(text[: 2 * _TEXT_CAP])[:_TEXT_CAP]


def _without_paths(text: str) -> str:
    """The text with the folders of this machine's libraries cut off the front of file names."""
    places = {sys.prefix, sys.base_prefix, os.path.dirname(os.__file__)}
    numpy = sys.modules.get("numpy")
    if numpy is not None and getattr(numpy, "__file__", None):
        places.add(os.path.dirname(os.path.dirname(str(numpy.__file__))))
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place + os.sep, "")
    return text


def _shown_frames(trace: TracebackType | None) -> list[tuple[str, int, str]]:
    """File, line and function of each frame that runs the candidate's source or the driver,
    outermost first."""
    frames = []
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename in _SHOWN:
            frames.append((code.co_filename, trace.tb_lineno, code.co_name))
        trace = trace.tb_next
    return frames


def _traceback(frames: list[tuple[str, int, str]], name: str, message: str) -> str:
    lines = ["Traceback (most recent call last):"] if frames else []
    left_out = len(frames) - _FRAMES_SHOWN
    shown = frames if left_out <= 0 else [*frames[: _FRAMES_SHOWN // 2], *frames[-6:]]
    for place, (file, line, function) in enumerate(shown):
        if left_out > 0 and place == _FRAMES_SHOWN // 2:
            lines.append(f"  ... {left_out} more ...")
        lines.append(f'  File "{file}", line {line}, in {function}')
        text = linecache.getline(file, line).strip()
        if text:
            lines.append(f"    {text[:200]}")
    lines.append(f"{name}: {message}" if message else name)
    return "\n".join(lines)[: 4 * _TEXT_CAP]
