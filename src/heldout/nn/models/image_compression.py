"""Compression by a code: bits for each image against the error that comes back.

    q = round((c − low) / (high − low) · (2ᵇ − 1))        ĉ = low + q (high − low) / (2ᵇ − 1)
    rate = K b bits          PSNR = 10 log₁₀(peak² / MSE) decibels

Letters: N images, D pixels, K units of the code, b bits for each. A narrow code is no compression
until its numbers are rounded: K float64 numbers take 64 K bits. Rounding by a step s adds about
s²/12 to the variance of each unit; past some b the network's own error is all that is left. Two
traps: the range has to be taken from the training images (the receiver cannot know that of an image
to come; what lies outside is clipped), and the decoder has to be sent as well, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..shapes import Array, Labels, floating, must, sizes

__all__ = ["CodeQuantizer", "Codec", "psnr", "rate_distortion"]


class Codec(Protocol):
    """An autoencoder, or PCA."""

    def encode(self, x: Array) -> Array:
        """Codes (N, K) of images (N, D)."""

    def decode(self, code: Array) -> Array:
        """Images (N, D) of codes (N, K)."""


@dataclass(frozen=True)
class CodeQuantizer:
    """Whole numbers from 0 to 2^bits − 1 for codes between low (K,) and high (K,)."""

    low: Array
    high: Array
    bits: int

    @classmethod
    def of(cls, codes: Array, bits: int) -> CodeQuantizer:
        """The range of these codes (N, K), unit by unit."""
        must(1 <= bits <= 16, "bits must be from 1 to 16", bits, "For each unit of the code.")
        codes = floating("codes", codes)
        sizes("codes", codes, "N K")
        return cls(codes.min(axis=0), codes.max(axis=0), bits)

    def quantize(self, codes: Array) -> Labels:
        """The nearest step for each unit (N, K); beyond the range the last one."""
        width = np.where(self.high > self.low, self.high - self.low, 1)  # a constant unit: step 0
        place = (floating("codes", codes) - self.low) / width  # (N, K), from 0 to 1
        return np.rint(np.clip(place, 0, 1) * (2**self.bits - 1)).astype(np.int64)

    def dequantize(self, steps: Labels) -> Array:
        """The codes (N, K) that the steps stand for."""
        share = steps.astype(self.low.dtype) / (2**self.bits - 1)
        return self.low + share * (self.high - self.low)  # (N, K)


def psnr(error: float, peak: float = 1.0) -> float:
    """Decibels of a mean squared error, for values up to `peak`; infinite for no error."""
    must(error >= 0, "error must not be negative", error, "It is a mean of squares.")
    return float(10 * np.log10(peak**2 / error)) if error > 0 else float("inf")


def rate_distortion(codec: Codec, seen: Array, images: Array, bits: int) -> tuple[int, float]:
    """Bits for each image, and the mean squared error of images (N, D) sent as that.

    The range of the code is that of the images `seen` in training.
    """
    quantizer = CodeQuantizer.of(codec.encode(seen), bits)
    steps = quantizer.quantize(codec.encode(images))  # (N, K)
    received = codec.decode(quantizer.dequantize(steps))  # (N, D)
    return steps.shape[1] * bits, float(((received - images) ** 2).mean())
