"""The same question and seed give the same values on any machine and with any version.

`python tests/packs/test_fixed_variants.py` writes the table anew. Do that only when a question
was changed on purpose: whoever has met the old variant cannot see it again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from heldout.authored import Authors
from heldout.grading import read_spec
from heldout.questions import author_values, load_library, shipped_packs
from heldout.sandbox import Judge

TABLE = Path(__file__).with_name("fixed_variants.json")
QUESTIONS = (
    "accuracy-under-imbalance",
    "backpropagation-steps",
    "bagging-error",
    "convolution-by-hand",
    "distances",
    "dropout-scaling",
    "epochs-and-batch-size",
    "gate-design",
    "hard-targets",
    "layer-init-loop",
    "mlp-forward",
    "output-size",
    "perceptron-learning-rule",
    "product-of-small-factors",
    "random-or-grid",
    "reading-a-roc-curve",
    "ridge-closed-form",
    "sigmoid-derivative",
    "tanh-saturates",
    "ten-million-vectors",
    "tf-idf",
    "updates-per-epoch",
    "vgg11-shapes",
    "where-rnns-fit",
)
SEEDS = (0, 1, 20_261_121)

LIBRARY = load_library(shipped_packs(), read_spec)
AUTHORS = Authors(Judge())  # starts nothing: these packs are ours


def drawn(question_id: str, seed: int) -> Any:
    """The values of a variant as JSON knows them."""
    values = author_values(LIBRARY.question(question_id), seed, AUTHORS)
    return json.loads(json.dumps(values, default=str))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("question_id", QUESTIONS)
def test_a_variant_is_what_it_has_always_been(question_id: str, seed: int) -> None:
    """The values are those that were written down."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    assert drawn(question_id, seed) == table[question_id][str(seed)]


if __name__ == "__main__":
    table = {name: {str(seed): drawn(name, seed) for seed in SEEDS} for name in QUESTIONS}
    TABLE.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")
