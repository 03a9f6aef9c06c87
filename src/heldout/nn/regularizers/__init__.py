"""What keeps a model from fitting the noise."""

from __future__ import annotations

__all__: list[str] = []
