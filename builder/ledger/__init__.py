"""The ledger: all notices resolved against the registry and against each other."""

from builder.ledger.recurring import next_occurrences
from builder.ledger.registry import Registry
from builder.ledger.registry_loading import load_registry
from builder.ledger.resolving import resolve
from builder.ledger.walking import Step, walk

__all__ = ["Registry", "Step", "load_registry", "next_occurrences", "resolve", "walk"]
