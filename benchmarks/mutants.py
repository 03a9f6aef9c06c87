"""What a mutant costs beside a fresh interpreter: `python benchmarks/mutants.py`

Makes and settles the mutants of each shipped code question in one process, and in turns starts a
bare `python -c "import numpy"`, which is the least that a fresh interpreter for each mutant would
cost; prints mutants a second and the ratio. Trust the ratio: the machine may be busy.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

from heldout.grading import read_spec
from heldout.questions import load_library, shipped_packs
from heldout.sandbox import Judge
from heldout.verification.coded import verify_coded

BARE = 3  # starts before each question


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    rounds = options.parse_args().rounds
    questions = load_library(shipped_packs(), read_spec).questions.values()
    tasks = [q for q in questions if [part.kind for part in q.parts] == ["code"]]
    bare: list[float] = []
    tried = {task.id: 0 for task in tasks}
    spent = dict.fromkeys(tried, 0.0)
    with Judge() as judge:
        for _ in range(rounds):
            for task in tasks:
                bare += [_time_bare() for _ in range(BARE)]
                report = verify_coded(task, judge, with_mutants=True)
                tried[task.id] += report.tally.tried
                spent[task.id] += report.mutant_seconds
        mode = judge.mode
    unit = statistics.median(bare)
    print(f"sandbox mode {mode}, {rounds} rounds, Python {sys.version.split()[0]}")
    print(f"{'bare import numpy':32} {1000 * unit:8.2f} ms  {1 / unit:6.0f} a second   1.000")
    for task_id in tried:
        _print(task_id, spent[task_id] / tried[task_id], unit)
    _print("all mutants", sum(spent.values()) / sum(tried.values()), unit)


def _print(name: str, each: float, unit: float) -> None:
    print(f"{name:32} {1000 * each:8.2f} ms  {1 / each:6.0f} a second   {each / unit:.3f}")


def _time_bare() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import numpy"], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
