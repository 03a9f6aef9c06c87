"""What it takes to prove all shipped code tasks: `python benchmarks/code_library.py`

Verifies every question that asks for code, on all cores: solutions, starters, attempts right and
wrong, three verdicts each, and all mutants. Prints the bars of the code library: the share of
mutants that is noticed, over all and of the kinds that must all be noticed, and the time, in
minutes and beside a bare `python -c "import numpy"` of the same run.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from heldout.grading import read_spec
from heldout.questions import load_library, shipped_packs
from heldout.verification import QuestionReport, Tally, verify

ALWAYS = ("axis", "accumulate", "shape-index", "transpose", "max-subtraction")
BARE = 9  # starts before, and as many after


def main() -> None:
    """Measure and print."""
    questions = load_library(shipped_packs(), read_spec).questions.values()
    tasks = [q for q in questions if any(part.kind == "code" for part in q.parts)]
    bare = [_time_bare() for _ in range(BARE)]
    report = verify([task.folder for task in tasks], seeds=1, listen=_tell)
    bare += [_time_bare() for _ in range(BARE)]
    unit = statistics.median(bare)
    print(f"{len(tasks)} tasks, {sum(row.grades for row in report.questions)} verdicts")
    print(f"problems                       {len(report.problems):8}   (bar 0)")
    _print_share("all mutants", report.tally, 0.99)
    for kind in ALWAYS:
        _print_share(kind, report.mutants[kind], 1.0)
    minutes, times = report.seconds / 60, report.seconds / unit
    print(f"{'time':30} {minutes:8.1f} min (bar 10), {times:.0f} times a bare import of NumPy")


def _print_share(name: str, tally: Tally, bar: float) -> None:
    share = f"{100 * tally.share:8.2f} %"
    print(f"{name:30} {share} (bar {100 * bar:.0f} %), {tally.killed} of {tally.tried}")


def _tell(_: QuestionReport, done: int, count: int) -> None:
    print(f"\r{done} of {count}", end="\n" if done == count else "", file=sys.stderr, flush=True)


def _time_bare() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import numpy"], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
