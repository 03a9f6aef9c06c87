"""Verifies whole packs, one question a process at a time on every core."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import replace
from functools import cache
from pathlib import Path

from heldout.errors import NotFound, PackError
from heldout.grading import needs_of, read_spec
from heldout.needs import first_missing
from heldout.questions import load_library, shipped_packs
from heldout.records import Question
from heldout.sandbox import Judge
from heldout.verification.coded import verify_coded
from heldout.verification.drawn import verify_drawn
from heldout.verification.report import Problem, QuestionReport, Report

__all__ = ["verify", "verify_question"]

SEEDS = 50


def verify(
    paths: Sequence[Path] = (),
    *,
    seeds: int = SEEDS,
    mutants: bool = True,
    packs: Sequence[Path] = (),
    known_good: Callable[[Question], bool] = lambda _: False,
    listen: Callable[[QuestionReport, int, int], None] | None = None,
) -> Report:
    """The report on the questions under those paths (packs, folders of packs, or single
    questions); when there are none, on every shipped pack and on those of `packs`, the user's own.

    Questions that are `known_good` are left at that. `listen` is told of each other question as it
    is done: its report, how many are done, how many in all.
    """
    start = time.monotonic()
    places = _packs_of(paths) if paths else [*shipped_packs(), *packs]
    library = load_library(places, read_spec)
    chosen = [question for question in library.questions.values() if _under(question, paths)]
    problems = [_pack_problem(problem) for problem in library.problems if _near(problem, paths)]
    if not chosen and not problems:
        named = ", ".join(map(str, paths)) or "the folders of the installed packs"
        raise NotFound(f"There is no question under {named}: name a pack or a question's folder.")
    tried = [question for question in chosen if not known_good(question)]
    reports = []
    for report in _verify_in_processes(tried, seeds, mutants):
        reports.append(report)
        if listen:
            listen(report, len(reports), len(tried))
    reports.sort(key=lambda report: report.question_id)
    problems += [problem for report in reports for problem in report.problems]
    return Report(
        questions=tuple(reports),
        problems=tuple(problems),
        seconds=time.monotonic() - start,
        asked={question.id: question for question in chosen},
        unchanged=tuple(question.id for question in chosen if question not in tried),
    )


def _verify_in_processes(
    questions: Sequence[Question], seeds: int, mutants: bool
) -> Iterator[QuestionReport]:
    """The reports, as they are done; interrupted, it leaves no process behind."""
    if not questions:
        return
    # Code questions take longest: first in, so that no core waits for the last of them.
    order = sorted(questions, key=lambda question: not _kinds(question, code=True))
    pool = ProcessPoolExecutor(
        max(1, min(_cores(), len(order))),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_end_with_parent,
    )
    # Workers are started here and inherit the mask: Ctrl-C is the parent's to answer.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        waiting = {
            pool.submit(verify_question, question, seeds, mutants): question for question in order
        }
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    try:
        for future in as_completed(waiting):
            yield _report_of(waiting[future], future)
    except BaseException:
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _report_of(question: Question, future: Future[QuestionReport]) -> QuestionReport:
    """What the process found. One that stumbled, or was lost, is a problem of its question."""
    try:
        return future.result()
    except Exception as error:
        text = f"the verification stopped: {type(error).__name__}: {error}"
        problem = Problem(question.id, question.folder, text)
        return QuestionReport(question.id, problems=(problem,))


def _cores() -> int:
    """How many processors this process may use, eight at most."""
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(2)
    return min(len(allowed), 8)


def _end_with_parent() -> None:
    """A worker in an endless loop of somebody's draw() must not outlive a killed `verify`."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "this runs in a worker"

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def verify_question(question: Question, seeds: int, mutants: bool) -> QuestionReport:
    """The report on one question."""
    start = time.monotonic()
    missing = first_missing(needs_of(question))
    if missing:
        return QuestionReport(question.id, left_out=missing.sentence)
    report = QuestionReport(question.id)
    if _kinds(question, code=False):
        report = verify_drawn(question, _judge(), seeds)
    if _kinds(question, code=True) and not report.problems:
        coded = verify_coded(question, _judge(), with_mutants=mutants)
        report = replace(
            coded,
            seeds=report.seeds,
            variants=report.variants,
            grades=report.grades + coded.grades,
            mistakes={
                name: report.mistakes.get(name, 0) + times for name, times in coded.mistakes.items()
            },
        )
    return replace(report, seconds=time.monotonic() - start)


def _kinds(question: Question, *, code: bool) -> bool:
    """Whether some part asks for code, or some part for something else."""
    return any((part.kind == "code") is code for part in question.parts)


@cache
def _judge() -> Judge:
    """One judge a process, stopped with it."""
    judge = Judge()
    atexit.register(judge.close)
    return judge


def _packs_of(paths: Sequence[Path]) -> list[Path]:
    """The packs that hold those paths: above them, or below."""
    packs: list[Path] = []
    for path in paths:
        place = path.resolve()
        if not place.exists():
            raise NotFound(f"{path} must be a pack or a question; there is no such path.")
        above = [folder for folder in (place, *place.parents) if (folder / "pack.toml").is_file()]
        packs += above[:1] or [file.parent for file in sorted(place.rglob("pack.toml"))]
    return packs  # one that is named twice is loaded once


def _under(question: Question, paths: Sequence[Path]) -> bool:
    return not paths or any(question.folder.is_relative_to(path.resolve()) for path in paths)


def _near(problem: PackError, paths: Sequence[Path]) -> bool:
    return (
        not paths
        or problem.file.name == "pack.toml"
        or any(problem.file.is_relative_to(path.resolve()) for path in paths)
    )


def _pack_problem(error: PackError) -> Problem:
    field = f"{error.field}: " if error.field else ""
    return Problem(error.file.parent.name, error.file, field + error.message, line=error.line)
