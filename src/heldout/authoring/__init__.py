"""What the Python files of a question import: chance for variants, inputs for functions.

Nothing here knows about questions, grading or judging; it also runs in the jail of a pack's code.
"""

from __future__ import annotations

from heldout.authoring.draw import Draw
from heldout.authoring.inputs import distinct_sizes, laid_out

__all__ = ["Draw", "distinct_sizes", "laid_out"]
