"""What the Python files of a question import: chance for variants, and what judges functions.

Nothing here knows about questions, grading or judging; it also runs in the jail of a pack's code.
"""

from __future__ import annotations

from heldout.authoring import figures, growth, laws, sketch
from heldout.authoring.draw import Draw
from heldout.authoring.inputs import Inputs
from heldout.authoring.points import credit, invalid, point

__all__ = ["Draw", "Inputs", "credit", "figures", "growth", "invalid", "laws", "point", "sketch"]
