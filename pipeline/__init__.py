"""Récolement: reads an edition, re-does every sum it prints, publishes only what is proven."""

__version__ = "0.1.0"
