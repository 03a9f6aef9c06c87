"""The bottleneck, wide–narrow–wide: how narrow may it be, and still let everything through?

Letters: n symbols, given and wanted as one-hot rows; K hidden units.

    binary     code of symbol s = its bits as ±1                K = log₂ n      8-3-8
    line       code of symbol s = s, a single number            K = 1           8-1-8
    linear and squared error: (n − 1 − K) / n² a value is left, whatever the weights    K < n

Three units for eight symbols are needed only if units are on or off. A real number holds any number
of symbols: with scores 2 s c − s² (twice the symbol times the code, less its square) the largest is
that of the nearest symbol, because (c − s)² = c² − (2 s c − s²). What is lost is room for noise: ±1
codes differ by 2 in some unit, and points of the line by 1 however many there are, at the price of
codes up to n − 1. So the width of a bottleneck is no count of bits; precision and noise decide.
Source: Ackley, Hinton and Sejnowski, 1985 (the encoder problem); Rumelhart et al., 1986.
"""

from __future__ import annotations

import numpy as np

from ..shapes import must
from .autoencoder import Autoencoder

__all__ = ["binary_bottleneck", "line_bottleneck", "linear_bottleneck_error"]


def binary_bottleneck(bits: int) -> Autoencoder:
    """2^bits–bits–2^bits with weights by hand: the largest output is the symbol that came in."""
    must(1 <= bits <= 12, "bits must be from 1 to 12", bits, "The net has 2^bits inputs.")
    symbols = np.arange(2**bits)[:, None]  # (n, 1)
    code = 2.0 * (symbols >> np.arange(bits) & 1) - 1  # (n, K), −1 or 1
    network = Autoencoder((2**bits, bits), np.random.default_rng(0))
    network.parameters["encoder.weight1"][:] = code
    network.parameters["decoder.weight1"][:] = code.T  # scores: K for the symbol, at most K − 2
    return network


def line_bottleneck(symbols: int) -> Autoencoder:
    """n–1–n with weights by hand: the largest output is the symbol that came in."""
    must(symbols >= 1, "symbols must be at least 1", symbols, "Nothing needs no code.")
    places = np.arange(symbols, dtype=np.float64)  # (n,)
    network = Autoencoder((symbols, 1), np.random.default_rng(0))
    network.parameters["encoder.weight1"][:, 0] = places
    network.parameters["decoder.weight1"][0] = 2 * places
    network.parameters["decoder.bias1"][:] = -(places**2)
    return network


def linear_bottleneck_error(symbols: int, width: int) -> float:
    """The least mean squared error of linear codes of that width for one-hot rows.

    The centred rows have n − 1 directions of equal variance 1/n; each unit saves one.
    """
    must(width >= 0, "width must not be negative", width, "0 leaves the mean alone.")
    return max(0, symbols - 1 - width) / symbols**2
