"""An engine that derives gradients from the computation itself."""

from __future__ import annotations

__all__: list[str] = []
