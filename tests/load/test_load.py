"""Load at a small scale: the same program as the benchmark, so that neither can rot."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[2] / "benchmarks" / "load.py"


@pytest.mark.parametrize("entry", ["web", "spine"])
def test_hostile_code_costs_nobody_a_verdict_and_leaves_nothing(entry: str) -> None:
    """Every honest reply gets its verdict, every hostile one fails, and afterwards all is gone."""
    command = [sys.executable, str(PROGRAM), "--entry", entry]
    scale = ["--submissions", "30", "--clients", "10"]
    run = subprocess.run([*command, *scale], capture_output=True, text=True, check=False)
    assert run.stdout, run.stderr
    report = json.loads(run.stdout)
    assert (report["misjudged"], report["leaked"]) == ([], {})
    assert sum(times["count"] for times in report["times"].values()) == 30
    assert run.returncode == 0, run.stdout + run.stderr
