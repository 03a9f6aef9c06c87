"""What a verdict costs beside a fresh interpreter: `python benchmarks/verdict_latency.py`

Times the right answer to each NumPy task, from the reply to its verdict, with the warm parent
running, and a bare `python -c "import numpy"`, in turns within one run; prints the medians and
their ratio. Trust the ratio: milliseconds depend on the machine and on what else it is doing.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

from heldout.grading import Bench, grade, read_spec
from heldout.questions import load_library, make_variant, shipped_packs
from heldout.sandbox import Judge


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=25, help="counted rounds (one more is not)")
    rounds = options.parse_args().rounds
    questions = load_library(shipped_packs(), read_spec).questions.values()
    tasks = [q for q in questions if [part.kind for part in q.parts] == ["code"]]
    bare: list[float] = []
    verdicts: dict[str, list[float]] = {task.id: [] for task in tasks}
    with Judge() as judge:
        for index in range(rounds + 1):
            bare.append(_time_bare())
            for task in tasks:
                part = make_variant(task, 0).parts[0]
                source = (task.folder / "solution.py").read_text(encoding="utf-8")
                start = time.perf_counter()
                verdict = grade(part, source, Bench(judge, lambda _: None, index))
                verdicts[task.id].append(time.perf_counter() - start)
                assert verdict.right, f"{task.id}: {verdict}"
        mode = judge.mode
    unit = statistics.median(bare[1:])
    print(f"sandbox mode {mode}, {rounds} rounds, Python {sys.version.split()[0]}")
    print(f"{'bare import numpy':32} {1000 * unit:8.1f} ms   1.000")
    for task_id, times in verdicts.items():
        median = statistics.median(times[1:])
        print(f"{task_id:32} {1000 * median:8.1f} ms   {median / unit:.3f}")
    everything = statistics.median(time for times in verdicts.values() for time in times[1:])
    print(f"{'median over all verdicts':32} {1000 * everything:8.1f} ms   {everything / unit:.3f}")


def _time_bare() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import numpy"], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
