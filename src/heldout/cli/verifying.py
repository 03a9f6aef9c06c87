"""`heldout verify`: proves packs, and says which file, seed and value is at fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from heldout.cli.consoles import notes, output
from heldout.cli.exits import Exit
from heldout.cli.listing import AsJson
from heldout.cli.wordings import count

if TYPE_CHECKING:
    from heldout.verification import Problem, QuestionReport, Report

__all__ = ["verify"]


def verify(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Packs or question folders; all shipped packs when none is given.",
            show_default=False,
        ),
    ] = None,
    seeds: Annotated[
        int | None,
        typer.Option("--seeds", min=1, metavar="N", help="How many variants of each question."),
    ] = None,
    mutants: Annotated[
        bool, typer.Option("--mutants/--no-mutants", help="Try broken copies of each solution.")
    ] = True,
    as_json: AsJson = False,
) -> Exit:
    """Proves the questions of a pack, and names file, seed and value where it cannot.

    Answers are compared with second opinions over many variants, mistakes and attempts must get
    their findings, starters must fail, solutions must pass, and broken copies of them must not.
    """
    from heldout.verification import SEEDS
    from heldout.verification import verify as verify_packs

    with _progress() as listen:
        report = verify_packs(paths or (), seeds=seeds or SEEDS, mutants=mutants, listen=listen)
    if as_json:
        _print_json(report)
    else:
        _print(output(), report)
    return Exit.FINE if report.good else Exit.WRONG


@contextmanager
def _progress() -> Iterator[Callable[[QuestionReport, int, int], None]]:
    """A bar on the terminal; a line for each question where there is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = notes()
    if not console.is_terminal:
        yield lambda report, done, total: console.print(Text(_line(report, done, total)))
        return
    columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting …", total=None)

        def listen(report: QuestionReport, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=report.question_id)
            if report.problems:
                bar.console.print(Text(_line(report, done, total), style="red"))

        yield listen


def _line(report: QuestionReport, done: int, total: int) -> str:
    state = count(len(report.problems), "problem") if report.problems else "ok"
    return f"[{done}/{total}] {report.question_id}: {state} ({report.seconds:.1f} s)"


def _print(console: Console, report: Report) -> None:
    for problem in report.problems:
        _print_problem(console, problem)
    tried = sum(question.grades for question in report.questions)
    mutants = sum(report.mutants.values())
    facts = [
        count(len(report.questions), "question"),
        f"{tried} replies judged",
        f"{mutants} mutants tried",
        f"{report.seconds:.1f} s",
    ]
    end = "no problems" if report.good else count(len(report.problems), "problem")
    style = "green" if report.good else "bold red"
    console.print(Text(f"{', '.join(facts)}: {end}.", style=style))


def _print_problem(console: Console, problem: Problem) -> None:
    from heldout.typeset.terminal import Hanging, verbatim

    place = f"{problem.file}:{problem.line}" if problem.line else str(problem.file)
    console.print(Text(place, style="bold", overflow="fold"))
    drawn = [
        f"seed {problem.seed}" if problem.seed is not None else "",
        f"part {problem.part}" if problem.part else "",
    ]
    where = ", ".join(fact for fact in drawn if fact)
    console.print(Hanging(Text("  "), verbatim(f"{where}: " * bool(where) + problem.message)))
    if problem.value is not None:
        console.print(Hanging(Text("  value: "), verbatim(problem.value)))


def _print_json(report: Report) -> None:
    from heldout.cli.json_output import as_report, print_json

    print_json(as_report(report))
