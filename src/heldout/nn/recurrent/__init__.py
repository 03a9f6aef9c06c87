"""Networks that read a sequence step by step."""

from __future__ import annotations

from .lstm import lstm, lstm_backward, lstm_step

__all__ = ["lstm", "lstm_backward", "lstm_step"]
