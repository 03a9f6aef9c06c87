"""`heldout verify`: proves packs, and says which file, seed and value is at fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from heldout.cli.consoles import notes, output
from heldout.cli.covering import count_rows
from heldout.cli.exits import Exit
from heldout.cli.listing import AsJson
from heldout.cli.wordings import count
from heldout.errors import NotFound

if TYPE_CHECKING:
    from heldout.settings import Settings
    from heldout.verification import Problem, Proofs, QuestionReport, Report, Tally

__all__ = ["verify"]

SHOWN_SEEDS = 5


def verify(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Packs or question folders; all packs, yours too, when none is given.",
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
    changed: Annotated[
        bool,
        typer.Option("--changed", help="Leave out what has not changed since it was found good."),
    ] = False,
    page: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="Also write a page of HTML about it."),
    ] = None,
    quality: Annotated[
        Path | None,
        typer.Option("--quality", metavar="FILE", help="Also write what code tasks notice."),
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option("--coverage", help="Only count the rows of the syllabus that are covered."),
    ] = False,
    as_json: AsJson = False,
) -> Exit:
    """Proves the questions of a pack, and names file, seed and value where it cannot.

    Answers are compared with second opinions over many variants, mistakes and attempts must get
    their findings, starters must fail, solutions must pass, and broken copies of them must not.
    """
    if coverage:
        return count_rows(paths or (), as_json)
    from datetime import datetime

    from heldout.settings import read_settings
    from heldout.verification import SEEDS, Proofs, quality_page, report_page
    from heldout.verification import verify as verify_packs

    _must_be_writable("--report", page)
    _must_be_writable("--quality", quality)
    settings = read_settings()
    seeds = seeds or SEEDS
    proofs = Proofs(_proofs_folder(settings), seeds=seeds, mutants=mutants)
    with _progress() as listen:
        report = verify_packs(
            paths or (),
            seeds=seeds,
            mutants=mutants,
            packs=() if paths else settings.packs,
            known_good=proofs.holds if changed else lambda _: False,
            listen=listen,
        )
    _keep(proofs, report)
    if page:
        _write("--report", page, report_page(report, datetime.now()))
    if quality:
        _write("--quality", quality, quality_page(report))
    if as_json:
        _print_json(report)
    else:
        _print(output(), report)
    return Exit.FINE if report.good else Exit.WRONG


def _proofs_folder(settings: Settings) -> Path:
    from platformdirs import user_cache_path

    return (settings.data_dir or user_cache_path("heldout")) / "proofs"


def _keep(proofs: Proofs, report: Report) -> None:
    """Remembers what was found good; where that cannot be, says so and goes on."""
    good = {row.question_id for row in report.questions if not row.problems and not row.left_out}
    try:
        for question in report.asked.values():
            if question.id in good:
                proofs.keep(question)
    except OSError as error:
        text = f"What was found good could not be remembered for --changed: {error}."
        notes().print(Text(text, style="yellow"))


def _must_be_writable(option: str, file: Path | None) -> None:
    """Asked before anything is proved, which takes minutes."""
    if file and not file.absolute().parent.is_dir():
        text = f"{option} must name a file in a folder that exists; there is none for {file}."
        raise NotFound(text)


def _write(option: str, file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NotFound(f"{option} must name a file that can be written; {error}.") from error


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
    if report.left_out:
        state = f"left out. {report.left_out}"
    return f"[{done}/{total}] {report.question_id}: {state} ({report.seconds:.1f} s)"


def _print(console: Console, report: Report) -> None:
    for problem in report.problems:
        _print_problem(console, problem)
    if report.tally.tried:
        _print_mutants(console, report)
    for question_id, reason in report.left_out.items():
        console.print(Text(f"{question_id} was left out. {reason}", style="yellow"))
    tried = sum(question.grades for question in report.questions)
    facts = [
        f"{count(len(report.unchanged), 'question')} unchanged, " * bool(report.unchanged)
        + count(len(report.questions), "question")
        + f" ({len(report.left_out)} left out)" * bool(report.left_out),
        f"{tried} replies judged",
        f"{report.tally.tried} mutants tried"
        + f" ({report.mutants_a_second:.0f} a second)" * bool(report.tally.tried),
        f"{report.seconds:.1f} s",
    ]
    end = "no problems" if report.good else count(len(report.problems), "problem")
    style = "green" if report.good else "bold red"
    console.print(Text(f"{', '.join(facts)}: {end}.", style=style))


def _print_mutants(console: Console, report: Report) -> None:
    """The killed share by kind and by question, and every survivor that has a reason; one that
    has none is among the problems."""
    from heldout.typeset.terminal import Hanging, verbatim
    from heldout.verification import KINDS

    by_kind = report.mutants
    rows = {kind: by_kind[kind] for kind in KINDS if kind in by_kind}
    by_question = {row.question_id: row.tally for row in report.questions if row.tally.tried}
    for title, tallies in (("kind of mutant", rows), ("question", by_question)):
        console.print(_table(title, tallies))
    for question in report.questions:
        for survivor in question.survivors:
            if survivor.reason is not None:
                place = f"{question.question_id}, line {survivor.line}, survives: "
                console.print(Text(place, style="bold", end=""), verbatim(survivor.change))
                console.print(Hanging(Text("  "), verbatim(survivor.reason)))


def _table(title: str, tallies: Mapping[str, Tally]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(title, overflow="fold")
    for name in ("tried", "killed", "share", "excused"):
        table.add_column(name, justify="right")
    for name, tally in tallies.items():
        numbers = (tally.tried, tally.killed, f"{100 * tally.share:.1f} %", tally.excused)
        table.add_row(name, *map(str, numbers))
    return table


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
    if len(problem.seeds) > 1:
        first = ", ".join(map(str, problem.seeds[:SHOWN_SEEDS]))
        more = ", …" * (len(problem.seeds) > SHOWN_SEEDS)
        console.print(Text(f"  the same with {len(problem.seeds)} seeds: {first}{more}"))


def _print_json(report: Report) -> None:
    from heldout.cli.json_output import as_report, print_json

    print_json(as_report(report))
