"""The ledger: all notices resolved against the registry and against each other."""

from builder.ledger.registry import Registry, load_registry
from builder.ledger.resolving import resolve

__all__ = ["Registry", "load_registry", "resolve"]
