"""`python -m heldout` is the command `heldout`."""

from __future__ import annotations

import sys

from heldout.cli import main

if __name__ == "__main__":
    sys.exit(main())
