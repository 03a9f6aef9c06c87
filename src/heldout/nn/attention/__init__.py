"""Who looks at whom: scaled dot products, masks, heads, a transformer block."""

from __future__ import annotations

from .scaled_dot_product import attention, attention_backward, attention_weights

__all__ = ["attention", "attention_backward", "attention_weights"]
