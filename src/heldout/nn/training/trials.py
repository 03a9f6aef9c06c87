"""Trials: settings and the score they reached, and what can be told from many.

The score is one where higher is better. The trap is nan: `max` with a nan in the list gives
whatever order says, and a scoring that does not fit the task gives nothing else (the binary ROC
area on three classes). A nan is never the best here, and nothing but nans is an error.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..shapes import must

__all__ = ["Settings", "Trial", "best_trial", "distinct_values"]

Settings = dict[str, Any]  # by the name of the hyperparameter


@dataclass(frozen=True)
class Trial:
    """What was tried, and how good it was: higher is better."""

    settings: Mapping[str, Any]
    score: float


def best_trial(trials: Sequence[Trial]) -> Trial:
    """The one with the highest score; of equals, the first."""
    scored = [trial for trial in trials if not math.isnan(trial.score)]
    must(
        bool(scored),
        "a trial or more must have a score that is a number",
        f"{len(trials)} trials, all of them nan" if trials else "no trials",
        "Look at one fit alone: does the scoring suit the task?",
    )
    return max(scored, key=lambda trial: trial.score)


def distinct_values(trials: Sequence[Trial]) -> dict[str, int]:
    """How many values of each hyperparameter were tried: n of n by chance, n^(1/d) on a grid."""
    names = dict.fromkeys(name for trial in trials for name in trial.settings)
    return {
        name: len({trial.settings[name] for trial in trials if name in trial.settings})
        for name in names
    }
