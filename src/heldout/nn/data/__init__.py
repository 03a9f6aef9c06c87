"""What happens to data before and beside training."""

from __future__ import annotations

__all__: list[str] = []
