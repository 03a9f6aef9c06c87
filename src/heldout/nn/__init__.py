"""The reference shelf: every system of the syllabus, small, readable, verified. Needs NumPy only.

README.md beside this file says how it is written; docs/references.md what is where.
"""

from __future__ import annotations

from . import (
    activations,
    attention,
    autograd,
    data,
    diagnostics,
    energy,
    initializers,
    layers,
    linear,
    losses,
    metrics,
    models,
    optimizers,
    recurrent,
    regularizers,
    retrieval,
    shapes,
    text,
    training,
)

__all__ = [
    "activations",
    "attention",
    "autograd",
    "data",
    "diagnostics",
    "energy",
    "initializers",
    "layers",
    "linear",
    "losses",
    "metrics",
    "models",
    "optimizers",
    "recurrent",
    "regularizers",
    "retrieval",
    "shapes",
    "text",
    "training",
]
