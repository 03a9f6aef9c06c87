"""`check(question, function)`: the judge and the verdict of everywhere else, nothing stored."""

from __future__ import annotations

import atexit
import os
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from heldout.authored import Authors
from heldout.errors import NotFound, Unavailable
from heldout.grading import Bench, grade, image_of, needs_of, read_spec
from heldout.needs import first_missing
from heldout.notebook.page import as_html, as_text
from heldout.notebook.source import carry
from heldout.questions import Library, load_library, make_variant, shipped_packs
from heldout.records import Question, VariantPart, Verdict
from heldout.sandbox import Judge
from heldout.sandbox.images import IMAGES
from heldout.settings import read_settings

__all__ = ["Checked", "check"]


@dataclass(frozen=True)
class Checked:
    """The verdict on a function; a notebook shows it as HTML, a prompt as text."""

    question: Question
    verdict: Verdict
    source: str  # what was judged: the lines that tracebacks in the verdict speak of

    @property
    def right(self) -> bool:
        """Whether everything was right."""
        return self.verdict.right

    def __repr__(self) -> str:
        return as_text(self.question, self.verdict)

    def _repr_html_(self) -> str:
        return as_html(self.question, self.verdict)


def check(question: str, function: Callable[..., Any]) -> Checked:
    """The verdict on a function as the answer to a question, named by `id` or `pack/id`.

    The function is judged by its source, together with what it uses of the notebook, on fresh
    hidden inputs; nothing is stored. NotFound, Uncarried or Unavailable say in a sentence why
    there can be no verdict.
    """
    found = _question(_library(), question)
    missing = first_missing(needs_of(found))
    if missing:
        raise Unavailable(missing.sentence)
    judging = _judging.of_this_process()
    part = _code_part(found, function, judging.authors)
    image = image_of(part, found.needs)
    assert image is not None, "code is judged in an image"
    source = carry(function, part.spec.function, IMAGES[image].packages)
    bench = Bench(judging.judge, lambda _: None, secrets.randbits(63), found.needs)
    return Checked(found, grade(part, source, bench), source)


@cache
def _library() -> Library:
    """The shipped packs and the user's own, read once."""
    return load_library((*shipped_packs(), *read_settings().packs), read_spec)


def _question(library: Library, name: str) -> Question:
    """The question of that name; NotFound suggests the nearest."""
    coded: Mapping[str, Question] = {
        key: question
        for question in library.questions.values()
        if any(part.kind == "code" for part in question.parts)
        for key in (question.id, f"{question.pack}/{question.id}")
    }
    if name in coded:
        return coded[name]
    question_id = str(name).rpartition("/")[2]
    if question_id in library.questions and question_id == name:
        raise NotFound(
            f"The question {name!r} asks for no code: `heldout practice --question {name}` asks it."
        )
    near = get_close_matches(question_id, [key for key in coded if "/" not in key], n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`heldout list --kind code` has them."
    raise NotFound(f"There is no question {name!r} that asks for code. {hint}")


def _code_part(question: Question, function: Callable[..., Any], authors: Authors) -> VariantPart:
    """The part that the function answers: the only one in code, or the one that has its name."""
    parts = [part for part in make_variant(question, 0, authors).parts if part.kind == "code"]
    named = [part for part in parts if part.spec.function == getattr(function, "__name__", "")]
    for chosen in (parts, named):
        if len(chosen) == 1:
            return chosen[0]
    wanted = " or ".join(part.spec.function for part in parts)
    raise NotFound(
        f"{question.id!r} asks for several functions: name yours {wanted}, so that it is known "
        "which it is."
    )


class _Judging:
    """The judge, and whoever runs the Python of packs in it."""

    def __init__(self) -> None:
        self.judge = Judge(mode=read_settings().sandbox)
        self.authors = Authors(self.judge)

    def close(self) -> None:
        """End both."""
        self.authors.close()
        self.judge.close()


class _OneEach:
    """One judge a process, started when it is first asked for and closed at the exit.

    After a fork the child forgets its parent's judge without closing it (it belongs to the
    parent), and starts its own when it needs one; the lock is new, since a thread that is not
    there any more might have held it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._judging: _Judging | None = None
        self._forgotten: list[_Judging] = []
        os.register_at_fork(after_in_child=self._forget)
        atexit.register(self.close)

    def of_this_process(self) -> _Judging:
        """The judge, running."""
        with self._lock:
            if self._judging is None:
                self._judging = _Judging()
            return self._judging

    def close(self) -> None:
        """End it, if there is one."""
        with self._lock:
            judging, self._judging = self._judging, None
        if judging is not None:
            judging.close()

    def _forget(self) -> None:
        self._lock = threading.Lock()
        if self._judging is not None:
            self._forgotten.append(self._judging)
            self._judging = None


_judging = _OneEach()
