"""Models that give every state an energy."""

from __future__ import annotations

from .boltzmann_machine import BoltzmannMachine, all_states, link_count
from .restricted_machine import Divergence, RestrictedMachine

__all__ = ["BoltzmannMachine", "Divergence", "RestrictedMachine", "all_states", "link_count"]
