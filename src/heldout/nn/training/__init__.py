"""What happens around the steps."""

from __future__ import annotations

from .batches import batches

__all__ = ["batches"]
