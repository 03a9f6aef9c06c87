"""Mutants: a solution with one small change each, of the kinds that people make."""

from heldout.verification.mutation.making import KINDS, Mutant, mutants

__all__ = ["KINDS", "Mutant", "mutants"]
