"""Who looks at whom: scaled dot products, masks, heads, a transformer block."""

from __future__ import annotations

__all__: list[str] = []
