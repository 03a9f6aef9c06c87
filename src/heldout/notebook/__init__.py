"""The notebook door: a function defined in a cell, judged like any other reply."""

from heldout.notebook.checking import Checked, check
from heldout.notebook.source import Uncarried

__all__ = ["Checked", "Uncarried", "check"]
