"""Whether tests of code in C++ run here: everywhere but where there is no compiler to be had."""

from __future__ import annotations

import os

import pytest

from heldout.needs import find_compiler

__all__ = ["WANTED", "needs_compiler"]

# In CI a missing one is a failure: `./test` installs it.
WANTED = find_compiler() is not None or os.environ.get("CI") == "true"
needs_compiler = pytest.mark.skipif(not WANTED, reason="there is no C++ compiler")
