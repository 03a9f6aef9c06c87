"""`heldout selfcheck`: versions, data, and every protection of the sandbox, tried just now."""

from __future__ import annotations

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from heldout.cli.checkup import MODES, Checkup, check_machine
from heldout.cli.consoles import notes, output
from heldout.cli.exits import Exit
from heldout.cli.listing import AsJson
from heldout.cli.wordings import count
from heldout.settings import read_settings

__all__ = ["selfcheck"]

_STATES = {True: ("held", "green"), False: ("NOT HELD", "bold red"), None: ("not in mode", "dim")}


def selfcheck(as_json: AsJson = False) -> Exit:
    """Tries every protection of the sandbox, and says where the data lies."""
    console = notes()
    if console.is_terminal:
        with console.status("Trying each protection …"):
            checkup = check_machine(read_settings())
    else:
        checkup = check_machine(read_settings())
    if as_json:
        _print_json(checkup)
    else:
        _print(output(), checkup)
    if checkup.data_problem:
        return Exit.DATA
    return Exit.FINE if checkup.good else Exit.WRONG


def _print(console: Console, checkup: Checkup) -> None:
    for name, value in checkup.versions.items():
        _row(console, name, value)
    for pack, questions in checkup.packs.items():
        _row(console, f"pack {pack}", count(questions, "question"))
    for problem in checkup.refused:
        _row(console, "refused", problem, "yellow")
    _row(console, "data", checkup.data)
    if checkup.data_problem:
        _row(console, "data problem", checkup.data_problem, "bold red")
    _row(console, "sandbox", f"{checkup.mode}: {MODES[checkup.mode]}" if checkup.mode else "none")
    for name, text in _strictness(checkup).items():
        _row(console, name, text)
    if checkup.mode_problem:
        _row(console, "judge problem", checkup.mode_problem, "bold red")
    if checkup.probes:
        console.print()
        console.print(_table(checkup))
    console.print()
    console.print(_conclusion(checkup))


def _strictness(checkup: Checkup) -> dict[str, str]:
    """What is in force beside the mode, and what is not and why."""
    rows = {}
    if checkup.mode == "full":
        rows["its own"] = "root folder (read-only), processes, network, mounts, host name"
        rows["cgroups"] = checkup.groups or f"none: {checkup.missing['cgroups']}"
    for mode in (mode for mode in MODES if mode in checkup.missing):
        rows[f"not {mode}"] = checkup.missing[mode]
    return rows


def _row(console: Console, name: str, value: str, style: str = "") -> None:
    from heldout.typeset.terminal import Hanging, verbatim

    text = verbatim(value)
    text.stylize(style)
    console.print(Hanging(Text(f"{name:<13} ", "dim"), text))


def _table(checkup: Checkup) -> Table:
    from heldout.typeset.terminal import verbatim

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    table.add_column("protection", overflow="fold", ratio=3)
    table.add_column("", no_wrap=True)
    table.add_column("what was seen", overflow="fold", ratio=4)
    for probe in checkup.probes:
        state, style = _STATES[probe.held]
        table.add_row(probe.title, Text(state, style), verbatim(probe.detail))
    return table


def _conclusion(checkup: Checkup) -> Text:
    if checkup.good:
        held = sum(probe.held is True for probe in checkup.probes)
        return Text(f"All is well: {count(held, 'protection')} held.", "green")
    problems = [f"{probe.title} does not hold" for probe in checkup.failed]
    problems += ["the database cannot be used"] if checkup.data_problem else []
    problems += ["code cannot be judged"] if checkup.mode_problem else []
    return Text(f"Not in order: {'; '.join(problems)}.", "bold red")


def _print_json(checkup: Checkup) -> None:
    from heldout.cli.json_output import as_checkup, print_json

    print_json(as_checkup(checkup))
